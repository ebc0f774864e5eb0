namespace RpmTasks.Packaging.Repositories;

/// <summary>The file that makes a host use the repository, in /etc/yum.repos.d or, for zypper, /etc/zypp/repos.d.</summary>
internal static class RepoFile
{
    public static string Advice(string folder, bool isSigned) =>
        $"""
        Hosts use the repository with this file in /etc/yum.repos.d; baseurl is the address that serves the folder:
        {Write(folder, isSigned)}
        """;

    public static string Write(string folder, bool isSigned)
    {
        var name = Name(folder);
        var address = new Uri(Path.TrimEndingDirectorySeparator(folder)).AbsoluteUri;
        var check = isSigned ? 1 : 0;
        var key = isSigned ? $"\ngpgkey={address}/{FolderScan.Repodata}/{CurrentRepository.KeyName}" : "";
        return $"""
            [{name}]
            name={name}
            baseurl={address}
            enabled=1
            gpgcheck={check}
            repo_gpgcheck={check}{key}
            """.ReplaceLineEndings("\n");
    }

    /// <summary>dnf takes letters, digits and '-_.:' for the name of a repository.</summary>
    private static string Name(string folder)
    {
        var name = string.Concat(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)).Select(character =>
            char.IsAsciiLetterOrDigit(character) || "-_.:".Contains(character, StringComparison.Ordinal) ? character : '-'));
        return name.Any(char.IsAsciiLetterOrDigit) ? name : "packages";
    }
}
