namespace RpmTasks.Packaging.Input;

/// <summary>A project's version as RPM orders it.</summary>
internal static class PackageVersion
{
    /// <summary>
    /// SemVer to an RPM version: '~' before the pre-release, so that it sorts below the release; '_' for '-' within it, which RPM keeps
    /// for its own use; build metadata dropped, since RPM would sort it above the release.
    /// </summary>
    public static string FromSemVer(string version)
    {
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        var precedence = plus < 0 ? version : version[..plus];
        var dash = precedence.IndexOf('-', StringComparison.Ordinal);
        return dash < 0
            ? precedence
            : precedence[..dash] + "~" + precedence[(dash + 1)..].Replace('-', '_');
    }

    /// <summary>The characters of %{version} and %{release} (rpm's build/parsePreamble.c).</summary>
    public static bool IsValid(string value) =>
        value.Length > 0
        && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '+' or '~' or '^')
        && !value.Contains("..", StringComparison.Ordinal);
}
