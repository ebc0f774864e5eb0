using System.Text;

namespace RpmTasks.Packaging.Text;

/// <summary>Writes values into a file that EnvironmentFile= names, so that they reach the program byte for byte (load_env_file() of systemd).</summary>
internal static class EnvironmentQuote
{
    // Within double quotes a backslash before one of these goes, in every version; all else stays, '%' and line ends' letters too.
    private const string Escaped = "\"\\`$";

    public static string Value(string value)
    {
        if (value.Length == 0 || value.All(IsPlain))
            return value;
        var quoted = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
            quoted.Append(Escaped.Contains(character, StringComparison.Ordinal) ? "\\" : "").Append(character);
        return quoted.Append('"').ToString();
    }

    // What nobody could take for anything else stays bare, since administrators read the file.
    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '=' or '.' or ',' or '/' or ':' or '@' or '+';
}
