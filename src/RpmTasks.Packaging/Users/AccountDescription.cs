namespace RpmTasks.Packaging.Users;

/// <summary>
/// The comment field of a user. It passes through systemd's specifiers and quotes, rpm's own shell script and useradd, and ends in
/// /etc/passwd, so it has only characters that mean nothing to any of them.
/// </summary>
internal static class AccountDescription
{
    private const int MaxLength = 100;

    public static string Of(string summary)
    {
        var plain = string.Concat(summary.Select(character => char.IsAsciiLetterOrDigit(character) || character is ' ' or '.' or '_' or '+' or '(' or ')' or '/' or '-' ? character : ' '));
        var words = string.Join(' ', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MaxLength ? words : words[..MaxLength].TrimEnd();
    }
}
