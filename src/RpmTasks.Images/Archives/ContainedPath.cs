namespace RpmTasks.Images.Archives;

/// <summary>Follows links below a folder, and never out of it.</summary>
internal static class ContainedPath
{
    private const int MaximumLinks = 16;

    /// <summary>The path behind all links on the way; null when one leads outside of <paramref name="root"/>, or round in circles.</summary>
    /// <param name="root">Absolute. Links above it, and itself, are the user's own way to it and stay as they are.</param>
    public static string? Resolve(string root, string relative)
    {
        var name = ArchivePath.Normalise(relative);
        for (var links = 0; name is not null && links <= MaximumLinks; links++)
        {
            if (FirstLink(root, name) is not var (link, target))
                return Path.Combine(root, name);
            name = ArchivePath.Normalise(FromRoot(root, link, target) + name[link.Length..]);
        }

        return null;
    }

    private static (string Link, string Target)? FirstLink(string root, string name)
    {
        foreach (var part in ArchivePath.FoldersOn(name).Append(name))
        {
            if (new FileInfo(Path.Combine(root, part)).LinkTarget is { } target)
                return (part, target);
        }

        return null;
    }

    private static string FromRoot(string root, string link, string target)
    {
        var native = Path.IsPathFullyQualified(target) ? Path.GetRelativePath(root, target) : ArchivePath.FolderOf(link) + target;
        return native.Replace(Path.DirectorySeparatorChar, '/');
    }
}
