using RpmTasks.Images.Archives;

namespace RpmTasks.Images.Flattening;

/// <summary>Finds paths in a tree as a process would whose root it is.</summary>
internal sealed class TreeIndex
{
    /// <summary>MAXSYMLINKS of Linux.</summary>
    private const int MaximumLinks = 40;

    private readonly Dictionary<string, TreeEntry> _entries;

    public TreeIndex(FlatTree tree) => _entries = tree.Entries.ToDictionary(entry => entry.Path, StringComparer.Ordinal);

    /// <summary>What lies at a path, a link itself too; null when nothing does.</summary>
    /// <param name="path">Clean, without a '/' at its start.</param>
    public TreeEntry? Find(string path) => _entries.GetValueOrDefault(path);

    /// <summary>What a path leads to, all links followed; null when it leads nowhere or round in circles.</summary>
    /// <param name="path">From the root, with or without '/' at its start.</param>
    public TreeEntry? Resolve(string path)
    {
        var links = 0;
        var place = "";
        var way = new Stack<string>(Parts(path));
        while (way.TryPop(out var part))
        {
            if (part == "..")
            {
                place = ArchivePath.FolderOf(place).TrimEnd('/');
                continue;
            }

            if (Find(place.Length == 0 ? part : $"{place}/{part}") is not { } entry)
                return null;
            if (entry.Node.LinkTarget is not { } target)
            {
                place = entry.Path;
                continue;
            }

            if (++links > MaximumLinks)
                return null;
            if (target.StartsWith('/'))
                place = "";
            foreach (var next in Parts(target))
                way.Push(next);
        }

        return Find(place);
    }

    /// <summary>Last first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse();
}
