namespace RpmTasks.Testing.Hosts;

/// <summary>An RPM that stands for a Debian package, since rpm knows nothing of what dpkg installed.</summary>
/// <param name="Name">Name of the RPM; its version is the Debian package's.</param>
public sealed record StubPackage(string Name, string DebianPackage, params string[] Provides);

/// <summary>All that makes one pristine host: a Debian generation with systemd, rpm, dnf and one container engine.</summary>
public sealed record HostRecipe(string Name, string Suite, string Engine)
{
    /// <summary>Raised when <see cref="HostRootMaker"/> makes another root of the same recipe.</summary>
    private const int Revision = 2;

    private static readonly StubPackage[] CommonStubs =
    [
        new("systemd", "systemd"),
        new("dash", "dash", "/bin/sh", "/usr/bin/sh"),
        new("tar", "tar"),
    ];

    /// <summary>The policy of Fedora, RHEL and SUSE: a service is not enabled unless somebody says so. Debian's is the contrary.</summary>
    public const string PresetPolicy = "/usr/lib/systemd/system-preset/99-default-disable.preset";

    public required IReadOnlyList<string> EnginePackages { get; init; }

    /// <summary>Text files of the engine, by their path on the host.</summary>
    public required IReadOnlyDictionary<string, string> EngineFiles { get; init; }

    public required IReadOnlyList<StubPackage> EngineStubs { get; init; }

    /// <summary>Folders of the engine that must lie on a plain file system, since overlays do not nest.</summary>
    public required IReadOnlyList<string> Stores { get; init; }

    /// <summary>Debian packages that install RPMs; not every generation has the same.</summary>
    public IReadOnlyList<string> InstallerPackages { get; init; } = ["rpm", "dnf", "createrepo-c"];

    public IReadOnlyList<string> Packages => [.. InstallerPackages, .. EnginePackages];

    public IReadOnlyDictionary<string, string> Files => new Dictionary<string, string>(EngineFiles) { [PresetPolicy] = "disable *\n" };

    public IReadOnlyList<StubPackage> Stubs => [.. CommonStubs, .. EngineStubs];

    public static HostRecipe TrixiePodman { get; } = new("trixie-podman", "trixie", "podman")
    {
        EnginePackages = ["podman", "crun", "netavark", "aardvark-dns", "conmon", "nftables", "iptables"],
        // No pids controller is delegated to a host that runs in a container.
        EngineFiles = new Dictionary<string, string> { ["/etc/containers/containers.conf"] = "[containers]\npids_limit = 0\n" },
        EngineStubs = [new("podman", "podman")],
        Stores = ["/var/lib/containers"],
    };

    public static HostRecipe TrixieDocker { get; } = new("trixie-docker", "trixie", "docker")
    {
        EnginePackages = ["docker.io", "docker-cli", "iptables"],
        EngineFiles = new Dictionary<string, string>(),
        EngineStubs = [new("docker", "docker.io"), new("is24-docker", "docker.io")],
        Stores = ["/var/lib/docker", "/var/lib/containerd"],
    };

    internal string Text => string.Join('\n',
    [
        $"{Revision} {Suite} {Engine}",
        .. Packages,
        .. Files.Select(file => $"{file.Key}={file.Value}"),
        .. Stubs.Select(stub => $"{stub.Name} {stub.DebianPackage} {string.Join(' ', stub.Provides)}"),
    ]);
}
