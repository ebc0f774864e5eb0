using System.Collections.Immutable;
using System.Text;

namespace RpmTasks.Packaging.Text;

/// <summary>
/// Splits text into words as a POSIX shell does (quotes and escapes, XCU 2.2) and expands nothing: '$', '`', '*' and '~' are plain characters.
/// </summary>
internal static class ShellWords
{
    /// <exception cref="FormatException">A quote is not closed, or a backslash ends the text; the message is a phrase for a sentence.</exception>
    public static ImmutableArray<string> Split(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        StringBuilder? word = null;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case ' ' or '\t' or '\n' or '\r':
                    if (word is not null)
                        words.Add(word.ToString());
                    word = null;
                    break;
                case '\'':
                    i = TakeSingleQuoted(text, i, word ??= new StringBuilder());
                    break;
                case '"':
                    i = TakeDoubleQuoted(text, i, word ??= new StringBuilder());
                    break;
                case '\\':
                    i = TakeEscaped(text, i, ref word);
                    break;
                default:
                    (word ??= new StringBuilder()).Append(text[i]);
                    break;
            }
        }

        if (word is not null)
            words.Add(word.ToString());
        return words.ToImmutable();
    }

    private static int TakeSingleQuoted(string text, int open, StringBuilder word)
    {
        var close = text.IndexOf('\'', open + 1);
        if (close < 0)
            throw new FormatException($"the ' at position {open + 1} is never closed");
        word.Append(text, open + 1, close - open - 1);
        return close;
    }

    private static int TakeDoubleQuoted(string text, int open, StringBuilder word)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
                return i;
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '$' or '`' or '"' or '\\' or '\n')
            {
                i++;
                if (text[i] == '\n')
                    continue;
            }

            word.Append(text[i]);
        }

        throw new FormatException($"the \" at position {open + 1} is never closed");
    }

    // Outside quotes a backslash keeps the next character, and together with a newline it is nothing at all.
    private static int TakeEscaped(string text, int backslash, ref StringBuilder? word)
    {
        if (backslash + 1 == text.Length)
            throw new FormatException("it ends with a backslash");
        if (text[backslash + 1] != '\n')
            (word ??= new StringBuilder()).Append(text[backslash + 1]);
        return backslash + 1;
    }
}
