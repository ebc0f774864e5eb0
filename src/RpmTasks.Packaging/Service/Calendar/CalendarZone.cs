using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace RpmTasks.Packaging.Service.Calendar;

/// <summary>
/// The last part: UTC or a name of the IANA time zones. A host also knows its own zone's abbreviations; a package is for any host.
/// </summary>
internal static partial class CalendarZone
{
    private const string Utc = " UTC";

    // Those that stand in no area; most only for old configurations.
    private static readonly ImmutableHashSet<string> Single = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "Factory", "GB", "GB-Eire", "GMT", "GMT+0", "GMT-0",
        "GMT0", "Greenwich", "HST", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan", "Kwajalein", "Libya", "MET", "MST",
        "MST7MDT", "NZ", "NZ-CHAT", "Navajo", "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK", "Singapore", "Turkey", "UCT",
        "Universal", "W-SU", "WET", "Zulu");

    /// <summary>The expression without its time zone.</summary>
    public static string Strip(string text)
    {
        if (text.EndsWith(Utc, StringComparison.OrdinalIgnoreCase))
            return text[..^Utc.Length];
        var space = text.LastIndexOf(' ');
        var last = text[(space + 1)..];
        // Only weekdays begin with a letter elsewhere, and they come first.
        if (space < 0 || last.Length == 0 || !char.IsAsciiLetter(last[0]))
            return text;
        return Single.Contains(last) || AreaPattern().IsMatch(last)
            ? text[..space]
            : throw new FormatException($"'{last}' is neither UTC nor a time zone as Europe/Berlin is, and weekdays come first, without a space between them");
    }

    [GeneratedRegex(
        @"^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)(/[A-Za-z0-9][A-Za-z0-9_+-]*)+\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex AreaPattern();
}
