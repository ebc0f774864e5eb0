using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RpmTasks.Packaging.Service.Native;

/// <summary>The signal that an image wants to be stopped by, as KillSignal= takes it.</summary>
internal static partial class StopSignal
{
    private const string Prefix = "SIG";
    private const int Greatest = 64;

    // signal(7), but for those that no process can catch and thus end in good order.
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        "ABRT", "ALRM", "BUS", "CHLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "KILL", "PIPE", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU",
        "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
    ]);

    /// <returns>"SIGQUIT", "SIGRTMIN+3" or "15"; null for what is no signal.</returns>
    public static string? Find(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number is > 0 and <= Greatest ? number.ToString(CultureInfo.InvariantCulture) : null;
        var name = text.ToUpperInvariant();
        name = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        return Known.Contains(name) || RealTime().IsMatch(name) ? Prefix + name : null;
    }

    [GeneratedRegex(@"^(RTMIN(\+([0-9]|[12][0-9]|30))?|RTMAX(-([0-9]|[12][0-9]|30))?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex RealTime();
}
