namespace RpmTasks.Images.Flattening;

/// <summary>The way down a tree to a directory, never above its root.</summary>
internal sealed class FolderWalk
{
    /// <summary>Far more than images have, and few enough that a walk is bounded by its own length.</summary>
    private const int MaximumLinks = 8;

    private readonly Step _root;
    private readonly int _layer;
    private Step _place;
    private int _links;

    /// <param name="layer">
    /// Symbolic links that this layer made are followed, as whoever unpacks it on its own would; those of lower layers are not: on overlayfs it is
    /// the upper layer's directory that is seen in their place.
    /// </param>
    public FolderWalk(TreeItem root, int layer)
    {
        _root = _place = new Step(root, null);
        _layer = layer;
    }

    public TreeItem Current => _place.Folder;

    /// <returns>False, and nothing else, where there is no directory of that name.</returns>
    public bool Enter(string name)
    {
        if (!Current.Children.TryGetValue(name, out var child))
            return false;
        if (!child.IsDirectory)
            return child.Layer == _layer && child.LinkTarget is { } target && Follow(target);
        _place = new Step(child, _place);
        return true;
    }

    private bool Follow(string target)
    {
        if (++_links > MaximumLinks)
            return false;
        var start = _place;
        if (target.StartsWith('/'))
            _place = _root;
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            // Above the root there is the root, as in every file system.
            if (part == "..")
                _place = _place.Above ?? _place;
            else if (!Enter(part))
            {
                _place = start;
                return false;
            }
        }

        return true;
    }

    private sealed record Step(TreeItem Folder, Step? Above);
}
