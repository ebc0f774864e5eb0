using System.Collections.Immutable;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Flattening;
using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Trees;

/// <summary>A tree with all that the unit mounts over.</summary>
internal static class MountedTree
{
    private const int FolderMode = 0b111_101_101;
    private const int FileMode = 0b110_100_100;
    private const int LinkMode = 0b111_111_111;

    public static FlatTree Of(FlatTree tree, ImmutableArray<MountPoint> mounts)
    {
        var entries = new SortedDictionary<string, TreeEntry>(tree.Entries.ToDictionary(entry => entry.Path), StringComparer.Ordinal);
        foreach (var mount in mounts)
        {
            var path = mount.Path.TrimStart('/');
            if (mount.LinkTarget is not null)
                RemoveAll(entries, path);
            // A link of the image's own on the way, as /var/run often is, leads systemd where it leads the image.
            if (ArchivePath.FoldersOn(path).All(folder => Enter(entries, folder)))
                entries.TryAdd(path, new TreeEntry(path, NodeOf(mount)));
        }

        return tree with { Entries = [.. entries.Values] };
    }

    /// <summary>Makes the folder unless the path is taken; false where it is taken by something else.</summary>
    private static bool Enter(SortedDictionary<string, TreeEntry> entries, string path)
    {
        entries.TryAdd(path, new TreeEntry(path, EmptyFolder()));
        return entries[path].Kind == TreeKind.Directory;
    }

    private static void RemoveAll(SortedDictionary<string, TreeEntry> entries, string path)
    {
        foreach (var below in entries.Keys.Where(key => key == path || key.StartsWith(path + "/", StringComparison.Ordinal)).ToList())
            entries.Remove(below);
    }

    private static TreeNode NodeOf(MountPoint mount) =>
        mount.LinkTarget is { } target ? new TreeNode(TreeKind.SymbolicLink) { Mode = LinkMode, LinkTarget = target }
        : mount.IsFile ? new TreeNode(TreeKind.File) { Mode = FileMode, Content = Blob.FromBytes(ReadOnlyMemory<byte>.Empty) }
        : EmptyFolder();

    /// <summary>A new one for each path, since one node at two paths would be a hard link.</summary>
    internal static TreeNode EmptyFolder() => new(TreeKind.Directory) { Mode = FolderMode };
}
