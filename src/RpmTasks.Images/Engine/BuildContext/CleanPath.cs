namespace RpmTasks.Images.Engine.BuildContext;

/// <summary>The shortest path that means the same, by text alone, as Go's path.Clean makes it.</summary>
internal static class CleanPath
{
    public static string Of(string path)
    {
        var slashed = Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path;
        var rooted = slashed.StartsWith('/');
        var names = new List<string>();
        foreach (var name in slashed.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == ".." && names.Count > 0 && names[^1] != "..")
                names.RemoveAt(names.Count - 1);
            else if (name != "." && !(name == ".." && rooted))
                names.Add(name);
        }
        var cleaned = (rooted ? "/" : "") + string.Join('/', names);
        return cleaned.Length == 0 ? "." : cleaned;
    }
}
