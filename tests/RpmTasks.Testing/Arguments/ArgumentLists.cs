using System.Text;

namespace RpmTasks.Testing.Arguments;

/// <summary>Random lists of words that a command line can have, made to be hard on whatever quotes them; the same seed gives the same lists.</summary>
public static class ArgumentLists
{
    private const int MostWords = 8;
    private const int LongestWord = 14;

    /// <summary>Words that mean something, whole, to a shell, systemd, quadlet or an engine.</summary>
    private static readonly string[] Special =
    [
        "", ";", "#", "-", "--", "---", "|", "&&", "||", "&", "*", "~", "!", "@", ":", "+", "=", "$", "$$", "$HOME", "${HOME}", "$(id)", "`id`", "%", "%%", "%n", "%t/x", "\\", "\\\\",
        "\\;", "\\n", "\\x41", "'", "\"", "''", "\"\"", "'\"'", " ", "  ", "\t", "\n", "\r", "\r\n", "a\\\nb", "trailing\\", "[Service]", "x=1", "-x", "--x=y z", "{}", "{{.Id}}", "a,b", "\u0080",
        "\u0085", "\u00a0", "\u2028", "\ufeff", "Grüße", "世界", "🚀", "\U0010fffd", "\u0001", "\u001b[1m", "\u007f", "=;", ";=", " ;", "; ", "# no comment",
    ];

    private static readonly string[] Letters =
    [
        "a", "Z", "7", "0", " ", " ", "\t", "\n", "\r", "\"", "\"", "'", "'", "\\", "\\", "%", "%", "$", "$", "{", "}", ";", "#", "=", "-", "/", ",", ".", ":", "`", "*", "?", "~", "|", "&", "<", ">",
        "(", ")", "[", "]", "!", "@", "^", "+", "\u0001", "\u0007", "\u0008", "\u000b", "\u000c", "\u001b", "\u001f", "\u007f", "\u0080", "\u009f", "\u00a0", "ÿ", "é", "世", "\u2028", "\u3000", "\ufeff",
        "\ufffd", "🚀", "\U0010fffd",
    ];

    public static IReadOnlyList<string[]> Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Words(random))];
    }

    private static string[] Words(Random random) => [.. Enumerable.Range(0, random.Next(1, MostWords + 1)).Select(_ => Word(random))];

    private static string Word(Random random)
    {
        if (random.Next(3) == 0)
            return Special[random.Next(Special.Length)];
        var word = new StringBuilder();
        for (var length = random.Next(1, LongestWord + 1); length > 0; length--)
            word.Append(Letters[random.Next(Letters.Length)]);
        return word.ToString();
    }
}
