namespace RpmTasks.Images.Flattening;

/// <summary>A name in the tree while layers are laid on.</summary>
/// <param name="file">What it names.</param>
/// <param name="layer">Number of the layer that put it there.</param>
internal sealed class TreeItem(LayeredNode file, int layer)
{
    private Dictionary<string, TreeItem>? _children;

    public LayeredNode File { get; set; } = file;

    public int Layer { get; set; } = layer;

    /// <summary>Of a directory: the last layer that has anything in it, be it a whiteout, and so has the directory too.</summary>
    public int EnteredBy { get; set; } = layer;

    /// <summary>Of a directory: the last layer as of which nothing of lower ones is in it.</summary>
    public int ClearSince { get; set; } = layer;

    public Dictionary<string, TreeItem> Children => _children ??= new Dictionary<string, TreeItem>(StringComparer.Ordinal);

    public bool HasChildren => _children is { Count: > 0 };

    public bool IsDirectory => File.Node?.Kind == TreeKind.Directory;

    /// <summary>Null for all but a symbolic link.</summary>
    public string? LinkTarget => File.Node?.LinkTarget;
}

/// <summary>What one or more names are of.</summary>
/// <param name="Node">Null for a device or a pipe, which no tree has; but layers above may remove or replace it.</param>
/// <param name="Losses">What the image has of it and the node has not.</param>
internal sealed record LayeredNode(TreeNode? Node, params TreeLossKind[] Losses);
