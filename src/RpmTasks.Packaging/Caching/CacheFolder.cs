namespace RpmTasks.Packaging.Caching;

/// <summary>The usual place for a user's caches.</summary>
internal static class CacheFolder
{
    private const string Name = "rpmtasks";

    /// <param name="variable">Looks up an environment variable.</param>
    /// <returns>Null when the user has no home, as some build agents' do not.</returns>
    public static string? Usual(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows())
            return Below(variable("LOCALAPPDATA"), Name, "cache");
        if (OperatingSystem.IsMacOS())
            return Below(variable("HOME"), "Library", "Caches", Name);
        // XDG Base Directory Specification: a relative path is to be ignored.
        return Below(variable("XDG_CACHE_HOME"), Name) ?? Below(variable("HOME"), ".cache", Name);
    }

    private static string? Below(string? root, params ReadOnlySpan<string> names) =>
        Path.IsPathFullyQualified(root ?? "") ? Path.Combine([root!, .. names]) : null;
}
