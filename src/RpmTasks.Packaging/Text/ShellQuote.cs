namespace RpmTasks.Packaging.Text;

/// <summary>Quotes a value for a POSIX shell, so that it is one word with exactly these characters.</summary>
internal static class ShellQuote
{
    /// <exception cref="ArgumentException">The value holds a NUL, which no shell word can carry.</exception>
    public static string Word(string value) =>
        value.Contains('\0')
            ? throw new ArgumentException("A shell word cannot hold a NUL.", nameof(value))
            : "'" + value.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
}
