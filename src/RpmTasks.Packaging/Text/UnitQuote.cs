using System.Globalization;
using System.Text;

namespace RpmTasks.Packaging.Text;

/// <summary>
/// Writes values into systemd unit files so that they reach the program byte for byte. systemd unquotes first, then expands '%'
/// specifiers, then, in command lines only, '$' variables (systemd.syntax(7), systemd.unit(5), systemd.service(5)).
/// </summary>
internal static class UnitQuote
{
    /// <summary>One argument of ExecStart= and its like. Always quoted: that keeps empty words, a lone ';' and a leading '#'.</summary>
    public static string Argument(string value) => Quote(value, doubleDollar: true);

    /// <summary>One assignment of Environment=, where '$' is an ordinary character.</summary>
    public static string Assignment(string value) => Quote(value, doubleDollar: false);

    /// <summary>
    /// The rest of the line for Description=: only '%' is special there. Line breaks become spaces, and a backslash at the end, which would
    /// draw in the next line, goes.
    /// </summary>
    public static string Text(string value) =>
        value.ReplaceLineEndings(" ").TrimEnd('\\', ' ').Trim().Replace("%", "%%", StringComparison.Ordinal);

    /// <summary>
    /// False for what systemd cannot carry at all: NUL, lone surrogates, and the non-characters of Unicode, for which it drops the
    /// line as not being clean UTF-8.
    /// </summary>
    public static bool CanCarry(string value)
    {
        for (var i = 0; i < value.Length;)
        {
            if (!Rune.TryGetRuneAt(value, i, out var rune) || rune.Value == 0 || IsNonCharacter(rune.Value))
                return false;
            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static bool IsNonCharacter(int scalar) => scalar is >= 0xFDD0 and <= 0xFDEF || (scalar & 0xFFFE) == 0xFFFE;

    private static string Quote(string value, bool doubleDollar)
    {
        if (!CanCarry(value))
            throw new ArgumentException("The value has a character that systemd cannot carry.", nameof(value));
        var quoted = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
            quoted.Append(Escape(character, doubleDollar));
        return quoted.Append('"').ToString();
    }

    private static string Escape(char character, bool doubleDollar) => character switch
    {
        '\\' => @"\\",
        '"' => "\\\"",
        '%' => "%%",
        '$' when doubleDollar => "$$",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        < ' ' or '\x7f' => @"\x" + ((int)character).ToString("x2", CultureInfo.InvariantCulture),
        _ => character.ToString(),
    };
}
