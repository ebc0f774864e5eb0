using System.Collections.Immutable;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Flattening;

/// <summary>
/// The tree in memory while layers are laid on, by the rules of the OCI image specification (layer.md) and, where it is silent, as overlayfs shows
/// them. Nothing here is a path of the machine, so that no link and no name leads anywhere else.
/// </summary>
internal sealed class TreeBuilder
{
    public const int MaximumNames = 400_000;

    private const int FolderMode = 0b111_101_101;
    private const int LinkMode = 0b111_111_111;
    private const int SetIdBits = 0b110_000_000_000;
    private const string Whiteout = ".wh.";

    /// <summary>The marker of an opaque directory; other names that begin so are what AUFS kept for itself.</summary>
    private const string Aufs = ".wh..wh.";
    private const string Opaque = ".wh..wh..opq";

    private readonly TreeItem _root = new(Implied(), 0);
    private string _layer = "";
    private int _number;
    private int _names;

    /// <param name="what">How messages name it.</param>
    public void BeginLayer(string what) => (_layer, _number) = (what, _number + 1);

    public void Add(LayerMember member)
    {
        if (member.Path.Length == 0)
        {
            AddRoot(member);
            return;
        }

        var parts = member.Path.Split('/');
        var name = parts[^1];
        if (parts.Any(part => part.StartsWith(Aufs, StringComparison.Ordinal) && part != Opaque))
            return;
        var folder = FolderOf(member, parts.AsSpan(0, parts.Length - 1));
        if (name == Opaque)
            ClearLower(folder);
        else if (name.StartsWith(Whiteout, StringComparison.Ordinal))
            Hide(folder, name[Whiteout.Length..]);
        else
            Put(folder, name, member);
    }

    public FlatTree ToTree()
    {
        var entries = new List<TreeEntry>();
        var losses = new List<TreeLoss>();
        Collect("", _root);
        return new FlatTree(
            [.. entries.OrderBy(entry => entry.Path, StringComparer.Ordinal)],
            [.. losses.OrderBy(loss => loss.Path, StringComparer.Ordinal).ThenBy(loss => loss.Kind)]);

        void Collect(string path, TreeItem item)
        {
            losses.AddRange(item.File.Losses.Select(kind => new TreeLoss(path, kind)));
            if (item.File.Node is { } node)
                entries.Add(new TreeEntry(path, node));
            if (!item.HasChildren)
                return;
            foreach (var (name, child) in item.Children)
                Collect(path.Length == 0 ? name : $"{path}/{name}", child);
        }
    }

    private void AddRoot(LayerMember member)
    {
        if (member.Kind != LayerMemberKind.Directory)
            throw Fault("has a root that is no directory");
        // The root is the engine's own directory: whatever mode a layer's writer happened to have there, everybody may enter it.
        _root.File = NodeOf(member with { Mode = FolderMode, UserId = 0, GroupId = 0 });
    }

    private void Put(TreeItem folder, string name, LayerMember member)
    {
        var existing = folder.Children.GetValueOrDefault(name);
        if (member.Kind == LayerMemberKind.Directory && existing is { IsDirectory: true })
        {
            existing.File = NodeOf(member);
            existing.Layer = _number;
            return;
        }

        Count(existing is null ? 1 : 1 - NamesIn(existing));
        folder.Children[name] = new TreeItem(member.Kind == LayerMemberKind.HardLink ? Linked(member) : NodeOf(member), _number);
    }

    private LayeredNode Linked(LayerMember member)
    {
        var parts = member.LinkTarget!.Split('/');
        var walk = new FolderWalk(_root, _number);
        var target = parts.SkipLast(1).All(walk.Enter) ? walk.Current.Children.GetValueOrDefault(parts[^1]) : null;
        return target is { IsDirectory: false }
            ? target.File
            : throw Fault($"has '{member.Path}' as a hard link to '{member.LinkTarget}', which is {(target is null ? "not there" : "a directory")}");
    }

    private static LayeredNode NodeOf(LayerMember member)
    {
        if (member.Kind == LayerMemberKind.Special)
            return new LayeredNode(null, TreeLossKind.Special);
        var kind = member.Kind switch
        {
            LayerMemberKind.Directory => TreeKind.Directory,
            LayerMemberKind.SymbolicLink => TreeKind.SymbolicLink,
            _ => TreeKind.File,
        };
        var losses = ImmutableArray.CreateBuilder<TreeLossKind>();
        if (kind != TreeKind.SymbolicLink && (member.Mode & SetIdBits) != 0)
            losses.Add(TreeLossKind.SetId);
        if (member.HasCapabilities)
            losses.Add(TreeLossKind.Capabilities);
        var node = new TreeNode(kind)
        {
            Mode = kind == TreeKind.SymbolicLink ? LinkMode : member.Mode & ~SetIdBits,
            UserId = member.UserId,
            GroupId = member.GroupId,
            ModifiedAt = member.ModifiedAt,
            LinkTarget = member.LinkTarget,
            Content = member.Content,
        };
        return new LayeredNode(node, [.. losses]);
    }

    private TreeItem FolderOf(LayerMember member, ReadOnlySpan<string> parts)
    {
        var walk = new FolderWalk(_root, _number);
        foreach (var part in parts)
        {
            if (!walk.Enter(part))
                Make(walk, part, member);
            walk.Current.EnteredBy = _number;
        }

        return walk.Current;
    }

    private void Make(FolderWalk walk, string name, LayerMember member)
    {
        var existing = walk.Current.Children.GetValueOrDefault(name);
        if (existing?.Layer == _number)
            throw Fault($"has '{member.Path}' below something that is no directory");
        Count(existing is null ? 1 : 0);
        // overlayfs shows a directory of an upper layer in place of whatever else a lower one has there.
        walk.Current.Children[name] = new TreeItem(Implied(), _number);
        walk.Enter(name);
    }

    /// <summary>Removes what lower layers have in a directory; files of this layer stay, whether they stand before the marker or behind it.</summary>
    private void ClearLower(TreeItem folder)
    {
        if (folder.ClearSince == _number)
            return;
        folder.ClearSince = _number;
        foreach (var (name, child) in folder.Children.ToList())
        {
            if (!KeepsAny(child))
                Remove(folder, name);
        }
    }

    /// <summary>Removes what lower layers have under a name.</summary>
    private void Hide(TreeItem folder, string name)
    {
        if (folder.Children.TryGetValue(name, out var item) && !KeepsAny(item))
            Remove(folder, name);
    }

    private bool KeepsAny(TreeItem item)
    {
        if (!item.IsDirectory)
            return item.Layer == _number;
        ClearLower(item);
        if (item.Layer != _number && item.EnteredBy == _number)
        {
            // The directory of the lower layer is gone; what this one has in it makes it again.
            item.Layer = _number;
            item.File = Implied();
        }

        return item.Layer == _number;
    }

    private void Remove(TreeItem folder, string name)
    {
        Count(-1);
        folder.Children.Remove(name);
    }

    private static int NamesIn(TreeItem item) => 1 + (item.HasChildren ? item.Children.Values.Sum(NamesIn) : 0);

    private void Count(int more)
    {
        _names += more;
        if (_names > MaximumNames)
            throw new ImageException(ImageFault.LimitExceeded, _layer, $"makes the image a tree of more than {MaximumNames} files");
    }

    /// <summary>A directory that no layer has an entry for.</summary>
    private static LayeredNode Implied() => new(new TreeNode(TreeKind.Directory) { Mode = FolderMode });

    private ImageException Fault(string detail) => new(ImageFault.NotAnImage, _layer, detail);
}
