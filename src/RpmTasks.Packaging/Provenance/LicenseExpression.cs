using System.Text.RegularExpressions;

namespace RpmTasks.Packaging.Provenance;

/// <summary>The form of an SPDX license expression (SPDX 2.3, annex D); which identifiers there are it does not know.</summary>
internal static partial class LicenseExpression
{
    public static bool IsWellFormed(string text) => text.Length <= 500 && text != "Unspecified" && Form().IsMatch(text);

    // Parentheses are balanced by the stack of "open".
    [GeneratedRegex(@"^(?:(?<open>\()\ *)*[A-Za-z0-9.-]+\+?(?:\ *(?<-open>\)))*(?:\ +(?:AND|OR|WITH)\ +(?:(?<open>\()\ *)*[A-Za-z0-9.-]+\+?(?:\ *(?<-open>\)))*)*(?(open)(?!))$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
