using System.Security.Cryptography;
using System.Text;

using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Layout;

/// <summary>
/// The image's name in the host's engine: localhost/NAME:VERSION-xxxxxxxxxxxx. Fully qualified, so that no engine looks for it in a
/// registry, and with the content in its tag, so that two contents never share a name.
/// </summary>
internal sealed record ImageName(string Repository, string Tag)
{
    private const int LongestTag = 128;
    private const int DigitsOfName = 8;

    public string Reference => $"{Repository}:{Tag}";

    public static ImageName Of(string packageName, string version, Digest configDigest)
    {
        var content = "-" + configDigest.Hex[..12];
        var readable = TagCharacters(version);
        return new ImageName(
            "localhost/" + RepositoryOf(packageName),
            readable[..Math.Min(readable.Length, LongestTag - content.Length)] + content);
    }

    // Two packages with one repository would prune each other's images, so one whose name had to be changed has a digest of it there.
    private static string RepositoryOf(string packageName)
    {
        var readable = RepositoryCharacters(packageName);
        return readable == packageName ? readable : $"{readable}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(packageName)))[..DigitsOfName]}";
    }

    // distribution/reference: [a-z0-9]+ with single separators '.', '_', '__' or dashes between.
    private static string RepositoryCharacters(string name)
    {
        var path = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            var separator = !char.IsAsciiLetterOrDigit(character);
            if (separator && (path.Length == 0 || !char.IsAsciiLetterOrDigit(path[^1])))
                continue;
            path.Append(character == '+' ? '-' : character);
        }

        return path.ToString().TrimEnd('.', '_', '-');
    }

    // [A-Za-z0-9_][A-Za-z0-9_.-]*
    private static string TagCharacters(string version)
    {
        var tag = string.Concat(version.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '-'));
        return char.IsAsciiLetterOrDigit(tag[0]) || tag[0] == '_' ? tag : "_" + tag;
    }
}
