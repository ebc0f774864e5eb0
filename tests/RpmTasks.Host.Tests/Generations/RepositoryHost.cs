using RpmTasks.Testing;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>A host with one repository, in a folder of its own, and the package manager that is to use it.</summary>
internal sealed class RepositoryHost : IDisposable
{
    /// <summary>Where packages are added for it.</summary>
    public const string Folder = "repo";

    /// <summary>dnf verifies an index with gpg, in a keyring for each repository, whose agent it leaves behind; its socket is gone with the script.</summary>
    private const string EndAgents = "trap 'find /var/cache -type d -name pubring -exec gpgconf --homedir {} --kill all \\;' EXIT\n";

    private readonly string _manager;

    public RepositoryHost(Generation generation, string manager, bool checksSignatures = false)
    {
        _manager = manager;
        Host = new JudgingHost(generation);
        var check = checksSignatures ? 1 : 0;
        Host.Do($"""
            mkdir -p /etc/yum.repos.d /etc/zypp/repos.d
            cat >/etc/yum.repos.d/judged.repo <<END
            [judged]
            name=judged
            baseurl=file:///exchange/{Folder}
            enabled=1
            gpgcheck={check}
            pkg_gpgcheck={check}
            repo_gpgcheck=0
            END
            cp /etc/yum.repos.d/judged.repo /etc/zypp/repos.d/
            """);
    }

    public JudgingHost Host { get; }

    /// <summary>Writes the repository's metadata anew.</summary>
    public void Publish() => Host.Do($"createrepo_c --quiet /exchange/{Folder}");

    /// <summary>Runs the package manager, which asks nothing and looks at the repository anew.</summary>
    public ToolResult Run(params string[] arguments) => Host.Run(EndAgents + (_manager == "zypper"
        ? $"zypper --non-interactive refresh --force && zypper --non-interactive {string.Join(' ', arguments)}"
        : $"{_manager} --assumeyes --refresh {string.Join(' ', arguments)}"));

    public void Dispose() => Host.Dispose();
}
