using System.Text.RegularExpressions;

using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Inspection;

/// <summary>The file system of an image that lies in the package as a tree, for systemd to run.</summary>
/// <param name="Folder">On the host.</param>
/// <param name="Paths">In it, with folders and links.</param>
/// <param name="Size">Bytes of its files; a hard link counts as a file.</param>
internal sealed partial record TreeFacts(string Folder, int Paths, ulong Size)
{
    private const int Most = 16;

    /// <summary>By the folders' names alone.</summary>
    public static IEnumerable<TreeFacts> In(IReadOnlyList<FileEntry> files) =>
        from folder in files.Where(file => file.IsDirectory && Root().IsMatch(file.Path)).Take(Most)
        let below = files.Where(file => file.Path.StartsWith(folder.Path + "/", StringComparison.Ordinal)).ToList()
        select new TreeFacts(folder.Path, below.Count, below.Where(file => file.IsRegular).Aggregate(0UL, (sum, file) => unchecked(sum + file.Size)));

    [GeneratedRegex(@"^/usr/libexec/([^/]+/root-[0-9a-f]{12}|container-roots/[0-9a-f]{16})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Root();
}
