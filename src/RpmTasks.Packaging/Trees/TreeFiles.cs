using System.Collections.Immutable;

using RpmTasks.Images.Flattening;
using RpmTasks.Images.Model;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Trees;

/// <summary>A tree as the files of a package.</summary>
internal static class TreeFiles
{
    /// <param name="root">Absolute path of the tree on the host.</param>
    public static ImmutableArray<RpmFile> Of(IReadOnlyList<TreeEntry> entries, string root)
    {
        var firsts = new Dictionary<TreeNode, string>(ReferenceEqualityComparer.Instance);
        return [.. entries.Select(entry => FileOf(entry.Node, entry.Path.Length == 0 ? root : $"{root}/{entry.Path}", firsts))];
    }

    private static RpmFile FileOf(TreeNode node, string path, Dictionary<TreeNode, string> firsts)
    {
        var isLink = !firsts.TryAdd(node, path) && node.Kind == TreeKind.File;
        return new RpmFile(path, KindOf(node.Kind))
        {
            Mode = node.Mode,
            ModifiedAt = node.ModifiedAt,
            LinkTarget = node.LinkTarget,
            Content = node.Content is { } content ? ContentOf(content) : null,
            HardLinkOf = isLink ? firsts[node] : null,
        };
    }

    private static FileKind KindOf(TreeKind kind) => kind switch
    {
        TreeKind.Directory => FileKind.Directory,
        TreeKind.SymbolicLink => FileKind.SymbolicLink,
        _ => FileKind.Regular,
    };

    private static Content ContentOf(Blob blob) => new(blob.Size, blob.Open) { Sha256 = blob.Digest.Hex };
}
