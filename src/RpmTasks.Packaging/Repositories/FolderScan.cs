namespace RpmTasks.Packaging.Repositories;

/// <summary>The packages below a folder.</summary>
internal static class FolderScan
{
    public const string Repodata = "repodata";

    /// <summary>createrepo_c's own, while it runs.</summary>
    private const string RepodataInWork = ".repodata";

    /// <summary>In any order. Links to folders are not followed: they may lead in circles.</summary>
    public static IReadOnlyList<FolderFile> Find(string folder)
    {
        var found = new List<FolderFile>();
        Add(new DirectoryInfo(folder), "", found);
        return found;
    }

    public static FolderFile Facts(FileInfo file, string location)
    {
        // Of a link, what it leads to: that is what a web server gives.
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return new FolderFile(location, target.Length, new DateTimeOffset(target.LastWriteTimeUtc).ToUnixTimeSeconds());
    }

    private static void Add(DirectoryInfo folder, string prefix, List<FolderFile> found)
    {
        foreach (var file in folder.EnumerateFiles().Where(file => file.Name.EndsWith(".rpm", StringComparison.Ordinal)))
            found.Add(Facts(file, prefix + file.Name));
        foreach (var inner in folder.EnumerateDirectories().Where(inner => inner.LinkTarget is null))
        {
            if (prefix.Length > 0 || inner.Name is not (Repodata or RepodataInWork))
                Add(inner, $"{prefix}{inner.Name}/", found);
        }
    }
}
