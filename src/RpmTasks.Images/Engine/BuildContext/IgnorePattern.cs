using System.Text;
using System.Text.RegularExpressions;

namespace RpmTasks.Images.Engine.BuildContext;

/// <summary>
/// One line of a .dockerignore. Docker's matcher is a translation to a regular expression; the same translation is made here, since
/// its corner cases are what users have come to rely on.
/// </summary>
internal sealed class IgnorePattern
{
    /// <summary>"?" and "*" stop at a slash. A character beyond the basic plane is one to Docker and two to .NET.</summary>
    private const string AnyButSlash = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^/])";

    private readonly Regex regex;

    private IgnorePattern(string path, bool exception)
    {
        Exception = exception;
        var wildcard = path.AsSpan().IndexOfAny(@"*?[\");
        LiteralPrefix = wildcard < 0 ? path : path[..wildcard];
        HasWildcards = wildcard >= 0;
        // Linear in the path whatever the pattern is: one file cannot make the build hang.
        regex = new Regex(Translate(path), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>Brings back what an earlier pattern excluded: the line starts with "!".</summary>
    public bool Exception { get; }

    private string LiteralPrefix { get; }

    private bool HasWildcards { get; }

    /// <summary>Null for a comment or an empty line.</summary>
    /// <exception cref="FormatException">The line is no pattern.</exception>
    public static IgnorePattern? Parse(string line)
    {
        var text = line.StartsWith('#') ? "" : line.Trim();
        if (text.Length == 0)
            return null;
        var exception = text[0] == '!';
        var path = exception ? text[1..].Trim() : text;
        if (path.Length == 0)
            throw new FormatException("'!' names nothing");
        return new IgnorePattern(Relative(CleanPath.Of(path)), exception);
    }

    /// <summary>Whether the pattern names this path itself; what lies below a match is the caller's to know.</summary>
    public bool Matches(string path) => regex.IsMatch(path);

    /// <summary>Whether some path below <paramref name="folder"/> could match.</summary>
    public bool MayMatchBelow(string folder)
    {
        var below = folder + "/";
        return LiteralPrefix.StartsWith(below, StringComparison.Ordinal)
            || (HasWildcards && below.StartsWith(LiteralPrefix, StringComparison.Ordinal));
    }

    private static string Relative(string path) => path.Length > 1 && path[0] == '/' ? path[1..] : path;

    private static string Translate(string path)
    {
        // "**name" is any path that ends so, within a name too; "**/name" is a whole name at any depth.
        if (path.StartsWith("**", StringComparison.Ordinal) && path.Length > 2 && path[2] != '/' && path.AsSpan(2).IndexOfAny(@"*?[]\") < 0)
            return $@"^.*{Regex.Escape(path[2..])}\z";
        var result = new StringBuilder("^");
        for (var i = 0; i < path.Length;)
            i += Append(result, path.AsSpan(i));
        return result.Append(@"\z").ToString();
    }

    /// <summary>Translates the first element of the rest of a pattern; returns its length.</summary>
    private static int Append(StringBuilder result, ReadOnlySpan<char> rest)
    {
        switch (rest[0])
        {
            case '*' when rest.StartsWith("**"):
                var length = rest.StartsWith("**/") ? 3 : 2;
                result.Append(length == rest.Length ? ".*" : "(?:.*/)?");
                return length;
            case '*':
                result.Append(AnyButSlash).Append('*');
                return 1;
            case '?':
                result.Append(AnyButSlash);
                return 1;
            case '[':
                return AppendClass(result, rest);
            case '\\' when rest.Length > 1:
                result.Append(Regex.Escape(rest[1].ToString()));
                return 2;
            default:
                result.Append(rest[0] == ']' ? @"\]" : Regex.Escape(rest[0].ToString()));
                return 1;
        }
    }

    /// <summary>Members are characters and ranges, and "\" makes any character one; "]" and "-" are none by themselves.</summary>
    private static int AppendClass(StringBuilder result, ReadOnlySpan<char> rest)
    {
        var i = rest.StartsWith("[^") ? 2 : 1;
        result.Append(rest[..i]);
        do
        {
            result.Append(Member(rest, ref i));
            if (i < rest.Length && rest[i] == '-')
            {
                i++;
                result.Append('-').Append(Member(rest, ref i));
            }
        }
        while (i < rest.Length && rest[i] != ']');
        if (i == rest.Length)
            throw new FormatException("a '[' is not closed");
        result.Append(']');
        return i + 1;
    }

    /// <summary>One member, escaped for where .NET gives it a meaning of its own.</summary>
    private static string Member(ReadOnlySpan<char> rest, ref int i)
    {
        if (i < rest.Length && rest[i] == '\\' && ++i < rest.Length)
            return $@"\u{(int)rest[i++]:x4}";
        if (i >= rest.Length || rest[i] is '-' or ']')
            throw new FormatException("a '[' encloses no characters or ranges");
        return $@"\u{(int)rest[i++]:x4}";
    }
}
