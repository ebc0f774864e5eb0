using System.Collections.Frozen;

namespace RpmTasks.Packaging.Service;

/// <summary>The signals that an app can be told to reload by.</summary>
internal static class Signals
{
    private const string Prefix = "SIG";

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(["HUP", "INT", "QUIT", "USR1", "USR2", "ALRM", "TERM", "CONT", "WINCH", "PWR"]);

    /// <returns>The name without its prefix; null for what is no such signal.</returns>
    public static string? Find(string text)
    {
        var name = text.ToUpperInvariant();
        name = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        return Known.Contains(name) ? name : null;
    }
}
