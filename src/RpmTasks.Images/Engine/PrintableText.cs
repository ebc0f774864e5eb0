using System.Text;

namespace RpmTasks.Images.Engine;

/// <summary>Text of an engine as a build log can show it: one line, bounded, without what a terminal would obey.</summary>
internal static class PrintableText
{
    public const int MaximumLength = 2000;

    private const char Escape = '\u001b';

    public static string Of(string text)
    {
        var result = new StringBuilder(Math.Min(text.Length, MaximumLength));
        for (var i = 0; i < text.Length && result.Length < MaximumLength; i++)
        {
            if (text[i] == Escape)
                i = EndOfSequence(text, i);
            else if (text[i] is '\t' or '\n' or '\r')
                result.Append(' ');
            else if (!char.IsControl(text[i]))
                result.Append(text[i]);
        }
        return result.ToString().Trim();
    }

    /// <summary>
    /// The last character of the escape sequence that starts at <paramref name="start"/> (ECMA-48): ESC [ … final byte, a string
    /// such as a window title (ESC ] … BEL or ESC \), or two characters.
    /// </summary>
    private static int EndOfSequence(string text, int start)
    {
        var i = start + 1;
        if (i >= text.Length)
            return start;
        if (text[i] == '[')
        {
            do
                i++;
            while (i < text.Length && text[i] is >= ' ' and <= '?');
            return Math.Min(i, text.Length - 1);
        }
        if (text[i] is ']' or 'P' or '_' or '^' or 'X')
        {
            while (i < text.Length && text[i] is not ('\a' or Escape))
                i++;
            return i < text.Length && text[i] == Escape ? Math.Min(i + 1, text.Length - 1) : Math.Min(i, text.Length - 1);
        }
        return i;
    }
}
