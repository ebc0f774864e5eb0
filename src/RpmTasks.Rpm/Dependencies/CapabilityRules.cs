using System.Text.RegularExpressions;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Dependencies;

/// <summary>How capabilities, their versions and the comparisons between them are written (parseRCPOT in build/parseReqs.cc).</summary>
internal static partial class CapabilityRules
{
    public static Sense? SenseOf(string comparison) => comparison switch
    {
        "<" => Sense.Less,
        "<=" or "=<" => Sense.Less | Sense.Equal,
        "=" or "==" => Sense.Equal,
        ">=" or "=>" => Sense.Greater | Sense.Equal,
        ">" => Sense.Greater,
        _ => null,
    };

    /// <returns>What is wrong, as the end of a sentence; null when nothing is.</returns>
    public static string? FindNameProblem(string name)
    {
        if (name.Length == 0 || !(char.IsAsciiLetterOrDigit(name[0]) || name[0] is '_' or '/'))
            return $"a name begins with a letter, a digit, '_' or '/', and '{name}' does not";
        if (name.FirstOrDefault(symbol => symbol <= ' ' || symbol is '\x7f' or ',' or '%') is var bad and not '\0')
            return $"the name '{name}' holds {Show(bad)}";
        if (name.Contains('\0'))
            return "the name holds a NUL";
        return GluedComparison().IsMatch(name) ? $"blanks belong around the comparison in '{name}'" : null;
    }

    /// <summary>[epoch:]version[-release].</summary>
    public static string? FindVersionProblem(string version) =>
        Evr().IsMatch(version) ? null : $"'{version}' is not a version of the form [epoch:]version[-release]";

    public static bool IsBase64(string version) => Base64().IsMatch(version);

    private static string Show(char symbol) => symbol switch
    {
        ' ' => "a blank",
        < ' ' or '\x7f' => $"the control character U+{(int)symbol:X4}",
        _ => $"'{symbol}'",
    };

    [GeneratedRegex(@"^[A-Za-z0-9+/]+\z")]
    private static partial Regex Base64();

    /// <summary>'=' occurs in names only within parentheses, as in font(:lang=en).</summary>
    [GeneratedRegex(@"^[^(]*[<>=]")]
    private static partial Regex GluedComparison();

    [GeneratedRegex(@"^([0-9]+:)?[A-Za-z0-9._+~^]+(-[A-Za-z0-9._+~^]+)?\z")]
    private static partial Regex Evr();
}
