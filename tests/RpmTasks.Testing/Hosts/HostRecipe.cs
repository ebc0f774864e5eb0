namespace RpmTasks.Testing.Hosts;

/// <summary>An RPM that stands for a Debian package, since rpm knows nothing of what dpkg installed.</summary>
/// <param name="Name">Name of the RPM; its version is the Debian package's.</param>
public sealed record StubPackage(string Name, string DebianPackage, params string[] Provides);

/// <summary>All that makes one pristine host: a Debian generation with systemd, rpm, dnf and one container engine, or none.</summary>
/// <param name="Engine">podman, docker, or <see cref="None"/>: RpmServiceEngine of the packages for it.</param>
public sealed record HostRecipe(string Name, string Suite, string Engine)
{
    /// <summary>No engine: systemd itself runs what packages bring.</summary>
    public const string None = "systemd";

    /// <summary>Raised when <see cref="HostRootMaker"/> makes another root of the same recipe.</summary>
    private const int Revision = 5;

    private static readonly StubPackage[] CommonStubs =
    [
        new("systemd", "systemd"),
        new("dash", "dash", "/bin/sh", "/usr/bin/sh"),
        new("tar", "tar"),
    ];

    /// <summary>The policy of Fedora, RHEL and SUSE: a service is not enabled unless somebody says so. Debian's is the contrary.</summary>
    public const string PresetPolicy = "/usr/lib/systemd/system-preset/99-default-disable.preset";

    public bool HasEngine => Engine != None;

    public IReadOnlyList<string> EnginePackages { get; init; } = [];

    /// <summary>Text files of the engine, by their path on the host.</summary>
    public IReadOnlyDictionary<string, string> EngineFiles { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<StubPackage> EngineStubs { get; init; } = [];

    /// <summary>Folders of the engine that must lie on a plain file system, since overlays do not nest.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>Debian packages that install RPMs; not every generation has the same.</summary>
    public IReadOnlyList<string> InstallerPackages { get; init; } = ["rpm", "dnf", "createrepo-c"];

    /// <summary>What those want of a host of RPMs.</summary>
    public IReadOnlyList<StubPackage> InstallerStubs { get; init; } = [];

    /// <summary>Text files that a host has before its first boot, by their path; no part of the root, so that hosts which differ in them alone share it.</summary>
    public IReadOnlyDictionary<string, string> BootFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether Docker's images are containerd's, in whose store an image's ID is the digest of its manifest, not of its configuration.</summary>
    public bool HasContainerdStore { get; init; }

    /// <summary>Whether the suite changes from day to day, so that its packages may be at odds with each other at times.</summary>
    public bool Moves { get; init; }

    public IReadOnlyList<string> Packages => [.. InstallerPackages, .. EnginePackages];

    /// <summary>What debootstrap puts on every host.</summary>
    public static IReadOnlyList<string> BasePackages { get; } = ["systemd", "systemd-sysv", "dbus", "iproute2", "curl", "ca-certificates"];

    /// <summary>All that the hosts of one suite have in common.</summary>
    internal string CommonText => string.Join(' ', [Suite, .. BasePackages, .. InstallerPackages]);

    public IReadOnlyDictionary<string, string> Files => new Dictionary<string, string>(EngineFiles) { [PresetPolicy] = "disable *\n" };

    public IReadOnlyList<StubPackage> Stubs => [.. CommonStubs, .. InstallerStubs, .. EngineStubs];

    /// <summary>rpm 4.18, dnf 4.14, systemd 252, podman 4.3.</summary>
    public static HostRecipe BookwormPodman { get; } = new("bookworm-podman", "bookworm", "podman")
    {
        EnginePackages = ["podman", "runc", "netavark", "aardvark-dns", "conmon", "nftables", "iptables"],
        // Its crun insists on CAP_SYS_RESOURCE, which a container that runs the tests may lack.
        EngineFiles = new Dictionary<string, string>
        {
            ["/etc/containers/containers.conf"] = "[containers]\npids_limit = 0\n[engine]\nruntime = \"runc\"\n",
        },
        EngineStubs = [new("podman", "podman")],
        Stores = ["/var/lib/containers"],
    };

    /// <summary>rpm 4.18, dnf 4.14, systemd 252, docker 20.10; its client is in the same package.</summary>
    public static HostRecipe BookwormDocker { get; } = new("bookworm-docker", "bookworm", "docker")
    {
        EnginePackages = ["docker.io", "iptables"],
        EngineFiles = new Dictionary<string, string>(),
        EngineStubs = [new("docker", "docker.io")],
        Stores = ["/var/lib/docker", "/var/lib/containerd"],
    };

    /// <summary>rpm 4.20, dnf 4.23, systemd 257, podman 5.4.</summary>
    public static HostRecipe TrixiePodman { get; } = new("trixie-podman", "trixie", "podman")
    {
        EnginePackages = ["podman", "crun", "netavark", "aardvark-dns", "conmon", "nftables", "iptables"],
        // No pids controller is delegated to a host that runs in a container.
        EngineFiles = new Dictionary<string, string> { ["/etc/containers/containers.conf"] = "[containers]\npids_limit = 0\n" },
        EngineStubs = [new("podman", "podman")],
        Stores = ["/var/lib/containers"],
    };

    /// <summary>rpm 4.20, dnf 4.23, systemd 257, docker 26.1.</summary>
    public static HostRecipe TrixieDocker { get; } = new("trixie-docker", "trixie", "docker")
    {
        EnginePackages = ["docker.io", "docker-cli", "iptables"],
        EngineFiles = new Dictionary<string, string>(),
        EngineStubs = [new("docker", "docker.io"), new("is24-docker", "docker.io")],
        Stores = ["/var/lib/docker", "/var/lib/containerd"],
    };

    /// <summary>rpm 6, dnf 5, zypper, systemd 262, podman 5.8.</summary>
    public static HostRecipe SidPodman { get; } = new("sid-podman", "sid", "podman")
    {
        Moves = true,
        InstallerPackages = ["rpm", "dnf5", "zypper", "createrepo-c", "rpmlint", "gpg"],
        // zypper finds a system without it broken (/etc/zypp/systemCheck).
        InstallerStubs = [new("glibc", "libc6")],
        EnginePackages = TrixiePodman.EnginePackages,
        EngineFiles = TrixiePodman.EngineFiles,
        EngineStubs = TrixiePodman.EngineStubs,
        Stores = TrixiePodman.Stores,
    };

    /// <summary>rpm 6, dnf 5, zypper, systemd 262, docker 28.5 with the store that it has had from the beginning.</summary>
    public static HostRecipe SidDocker { get; } = new("sid-docker", "sid", "docker")
    {
        Moves = true,
        InstallerPackages = SidPodman.InstallerPackages,
        InstallerStubs = SidPodman.InstallerStubs,
        EnginePackages = TrixieDocker.EnginePackages,
        EngineFiles = new Dictionary<string, string>(),
        EngineStubs = [new("docker", "docker.io")],
        Stores = TrixieDocker.Stores,
    };

    /// <summary>The same host whose images are containerd's, as new installations of Docker 29 have it.</summary>
    public static HostRecipe SidDockerContainerd { get; } = SidDocker with
    {
        HasContainerdStore = true,
        BootFiles = new Dictionary<string, string> { ["/etc/docker/daemon.json"] = "{\"features\":{\"containerd-snapshotter\":true}}\n" },
    };

    /// <summary>No engine: systemd 252.</summary>
    public static HostRecipe BookwormBare { get; } = new("bookworm-bare", "bookworm", None);

    /// <summary>No engine: systemd 257.</summary>
    public static HostRecipe TrixieBare { get; } = new("trixie-bare", "trixie", None);

    /// <summary>No engine: systemd 262.</summary>
    public static HostRecipe SidBare { get; } = new("sid-bare", "sid", None)
    {
        Moves = true,
        InstallerPackages = SidPodman.InstallerPackages,
        InstallerStubs = SidPodman.InstallerStubs,
    };

    internal string Text => string.Join('\n',
    [
        $"{Revision} {Suite} {Engine}",
        .. Packages,
        .. Files.Select(file => $"{file.Key}={file.Value}"),
        .. Stubs.Select(stub => $"{stub.Name} {stub.DebianPackage} {string.Join(' ', stub.Provides)}"),
    ]);
}
