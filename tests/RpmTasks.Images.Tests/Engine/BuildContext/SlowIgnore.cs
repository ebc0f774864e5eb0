namespace RpmTasks.Images.Tests.Engine.BuildContext;

/// <summary>.dockerignore by the words of its documentation, with no thought of speed: tries each way a wildcard could match.</summary>
internal static class SlowIgnore
{
    public static bool Excludes(IEnumerable<string> lines, string path)
    {
        var excluded = false;
        foreach (var line in lines)
        {
            var exception = line.StartsWith('!');
            var pattern = Clean(line.TrimStart('!'));
            if (WithParents(path).Any(part => Matches(pattern, part)))
                excluded = !exception;
        }
        return excluded;
    }

    private static IEnumerable<string> WithParents(string path) =>
        Enumerable.Range(1, path.Split('/').Length).Select(count => string.Join('/', path.Split('/').Take(count)));

    private static string Clean(string pattern)
    {
        var names = string.Join('/', pattern.Split('/').Where(name => name.Length > 0));
        return names.Length > 0 ? names : "/";
    }

    private static bool Matches(string pattern, string path)
    {
        if (pattern.StartsWith("**", StringComparison.Ordinal) && pattern.Length > 2 && pattern[2] != '/' && !pattern[2..].Any("*?".Contains))
            return path.EndsWith(pattern[2..], StringComparison.Ordinal);
        return From(pattern, path);
    }

    private static bool From(string pattern, string path)
    {
        if (pattern.Length == 0)
            return path.Length == 0;
        if (pattern.StartsWith("**", StringComparison.Ordinal))
        {
            var rest = pattern.StartsWith("**/", StringComparison.Ordinal) ? pattern[3..] : pattern[2..];
            return rest.Length == 0 || Enumerable.Range(0, path.Length).Where(i => i == 0 || path[i - 1] == '/').Append(0).Any(i => From(rest, path[i..]));
        }
        if (pattern[0] == '*')
            return From(pattern[1..], path) || (path.Length > 0 && path[0] != '/' && From(pattern, path[1..]));
        return path.Length > 0 && (pattern[0] == '?' ? path[0] != '/' : path[0] == pattern[0]) && From(pattern[1..], path[1..]);
    }
}
