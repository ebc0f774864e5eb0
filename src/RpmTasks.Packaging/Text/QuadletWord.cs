namespace RpmTasks.Packaging.Text;

/// <summary>
/// What gets lost between a quadlet and the unit that podman makes of it, which quotes the words anew (podman's pkg/systemd/parser/split.go, as
/// of 5.4 and 5.8). All else arrives as <see cref="UnitQuote.Argument"/> wrote it.
/// </summary>
internal static class QuadletWord
{
    /// <returns>Why the word does not arrive, as a phrase for a sentence; null when it does.</returns>
    public static string? FindFault(string word) => word switch
    {
        "" => "it drops an empty word",
        ";" => "it leaves it unquoted, and systemd takes it for the end of the command",
        _ when word.Contains('\u0080', StringComparison.Ordinal) => "it makes a single byte of the character U+0080",
        _ => null,
    };
}
