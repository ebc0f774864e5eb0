namespace RpmTasks.Host.Tests.Arguments;

/// <summary>Writes words into /etc/sysconfig as docs/host.md tells the administrator to.</summary>
internal static class SysconfigText
{
    /// <param name="quote">Which quotes stand around the whole: ' takes everything as it is but itself; within " a backslash keeps the character after it.</param>
    public static string Write(string variable, IEnumerable<string> words, string quote)
    {
        var value = string.Join(' ', words.Select(word => $"\"{Escape(word, "\"\\")}\""));
        return $"{variable}={quote}{(quote == "'" ? value : Escape(value, "\"\\`$"))}{quote}\n";
    }

    private static string Escape(string text, string special) =>
        string.Concat(text.Select(character => special.Contains(character, StringComparison.Ordinal) ? $"\\{character}" : $"{character}"));
}
