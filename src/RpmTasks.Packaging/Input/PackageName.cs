using System.Text;

namespace RpmTasks.Packaging.Input;

/// <summary>Names of packages: RPM allows more, but these are also safe as unit, folder and image names.</summary>
internal static class PackageName
{
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 200
        && char.IsAsciiLetterOrDigit(name[0]) && !char.IsAsciiLetterUpper(name[0])
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '_' or '+' or '-')
        && !name.Contains("..", StringComparison.Ordinal);

    /// <summary>A package name from the name of an assembly or repository: the last part of a path, lower case, '-' for what is not allowed.</summary>
    public static string From(string text)
    {
        var name = new StringBuilder();
        foreach (var character in text[(text.LastIndexOf('/') + 1)..].ToLowerInvariant())
        {
            var allowed = char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '+' or '-';
            name.Append(allowed ? character : '-');
        }

        return name.ToString().Trim('.', '_', '+', '-');
    }
}
