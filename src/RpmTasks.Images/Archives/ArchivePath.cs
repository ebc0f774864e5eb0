namespace RpmTasks.Images.Archives;

/// <summary>Names within an archive: keys of its index, never paths of the machine.</summary>
internal static class ArchivePath
{
    /// <summary>The name without ".", ".." and empty parts; null when it is absolute or leads above the archive's top.</summary>
    public static string? Normalise(string name)
    {
        if (name.StartsWith('/'))
            return null;
        var parts = new List<string>();
        foreach (var part in name.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                return null;
        }

        return string.Join('/', parts);
    }

    /// <summary>The folder of a normalised name, with its '/'; empty at the top.</summary>
    public static string FolderOf(string name) => name[..(name.LastIndexOf('/') + 1)];

    /// <summary>The folders on the way to a name: "a", "a/b" for "a/b/c".</summary>
    public static IEnumerable<string> FoldersOn(string name)
    {
        for (var end = name.IndexOf('/'); end >= 0; end = name.IndexOf('/', end + 1))
            yield return name[..end];
    }
}
