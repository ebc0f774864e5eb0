using System.Text;

namespace RpmTasks.Testing.Arguments;

/// <summary>Writes words for a POSIX shell as people do: a word in pieces, each quoted in any of the ways that keep it.</summary>
public static class ShellText
{
    private static readonly string[] Gaps = [" ", "  ", "\t", " \\\n ", " \t "];

    public static string Write(IEnumerable<string> words, Random random) =>
        string.Concat(words.Select((word, index) => (index == 0 ? "" : Gaps[random.Next(Gaps.Length)]) + Word(word, random)));

    private static string Word(string word, Random random)
    {
        if (word.Length == 0)
            return random.Next(2) == 0 ? "''" : "\"\"";
        var text = new StringBuilder();
        var runes = word.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        for (var start = 0; start < runes.Length;)
        {
            var length = random.Next(1, runes.Length - start + 1);
            text.Append(Piece(string.Concat(runes[start..(start + length)]), random));
            start += length;
        }

        return text.ToString();
    }

    private static string Piece(string piece, Random random) => random.Next(4) switch
    {
        0 when !piece.Contains('\'', StringComparison.Ordinal) => $"'{piece}'",
        // Before a newline a backslash means nothing at all.
        1 when !piece.Contains('\n', StringComparison.Ordinal) => string.Concat(piece.EnumerateRunes().Select(rune => $"\\{rune}")),
        2 when piece.All(char.IsAsciiLetterOrDigit) => piece,
        _ => $"\"{string.Concat(piece.Select(character => character is '"' or '\\' or '$' or '`' ? $"\\{character}" : $"{character}"))}\"",
    };
}
