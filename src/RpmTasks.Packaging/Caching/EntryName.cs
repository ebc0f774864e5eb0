using System.Text.RegularExpressions;

namespace RpmTasks.Packaging.Caching;

/// <summary>Names of the cache's own files. Its folder may be anyone's: a mount that other tools use, or the project's own.</summary>
internal static partial class EntryName
{
    private const string Unfinished = ".new-";

    public static string NewUnfinished() => Unfinished + Path.GetRandomFileName();

    public static bool IsUnfinished(string name) => name.StartsWith(Unfinished, StringComparison.Ordinal);

    /// <summary>Whether it is a content's frames, a layer's note, or either in the making, of this version or another.</summary>
    public static bool IsOurs(string name) => Ours().IsMatch(name);

    [GeneratedRegex(@"^(?:[0-9a-f]{64}-(?:zstd|gzip|layer)-.+|\.new-[a-z0-9]{8}\.[a-z0-9]{3})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ours();
}
