using System.Globalization;
using System.Text;

namespace RpmTasks.Packaging.Inspection;

/// <summary>
/// Text of a package as a terminal may see it: what would move the cursor, colour, ring, reverse the order of reading or hide
/// itself is written out as an escape, and nothing is longer than a bound.
/// </summary>
internal static class VisibleText
{
    private const int Longest = 4000;

    /// <summary>One line.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length >= Longest)
                return result.Append('…').ToString();
            Append(result, rune);
        }

        return result.ToString();
    }

    /// <summary>Each line on its own; tabs become blanks.</summary>
    public static IEnumerable<string> Lines(string text) =>
        text.TrimEnd('\n').Split('\n').Select(line => Of(line.Replace("\t", "    ", StringComparison.Ordinal)));

    private static void Append(StringBuilder result, Rune rune)
    {
        if (IsHarmless(rune))
            result.Append(rune);
        else if (rune.Value <= 0xFF)
            result.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
        else
            result.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
    }

    /// <summary>Format characters (Cf) turn the direction of text; separators end lines; what is not assigned may do either one day.</summary>
    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
