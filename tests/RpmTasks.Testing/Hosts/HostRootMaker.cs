namespace RpmTasks.Testing.Hosts;

/// <summary>Makes the pristine root of a <see cref="HostRecipe"/> with debootstrap.</summary>
internal sealed class HostRootMaker(HostRecipe recipe, string root)
{
    /// <summary>The first would report the host degraded, the others work on a timer of their own behind a test's back.</summary>
    private static readonly string[] Masked =
    [
        "systemd-modules-load.service", "apt-daily.timer", "apt-daily-upgrade.timer", "dpkg-db-backup.timer", "fstrim.timer",
        "netavark-dhcp-proxy.socket",
    ];

    /// <summary>Folders of the package "filesystem" on distributions of RPM, which no package of a service owns.</summary>
    private static readonly string[] CommonFolders = ["/etc/sysconfig", "/usr/libexec", "/usr/share/containers/systemd", "/usr/share/licenses"];

    /// <summary>
    /// A suite that moves is valid for days only, and a mirror may be weeks behind. That matters to who waits for a fix, not to a
    /// test; the signature is checked all the same.
    /// </summary>
    private static readonly string[] MirrorMayLag = ["-o", "Acquire::Check-Valid-Until=false"];

    private const string PolicyFile = "/usr/sbin/policy-rc.d";

    public void Make()
    {
        // What the hosts of a suite have in common is unpacked and configured once.
        var common = UserCache.Mine.GetOrMake($"common-{recipe.Suite}-*", recipe.CommonText, folder => new HostRootMaker(recipe, folder).MakeCommon());
        Command.Do("nice", ["cp", "--archive", "--reflink=auto", common, root]);
        Install(recipe.EnginePackages);
        foreach (var folder in CommonFolders)
            Directory.CreateDirectory(OnHost(folder));
        foreach (var (path, text) in recipe.Files)
            Write(path, text);
        foreach (var unit in Masked)
            File.CreateSymbolicLink(OnHost($"/etc/systemd/system/{unit}"), "/dev/null");
        MaskGenerators();
        InstallStubs();
    }

    private void MakeCommon()
    {
        Debootstrap.Run(recipe.Suite, root, [.. HostRecipe.BasePackages]);
        Install(recipe.InstallerPackages);
    }

    private void Install(IReadOnlyList<string> packages)
    {
        if (packages.Count == 0)
            return;
        // Installing must not start a service: outside of a booted host Debian's scripts fall back to /etc/init.d.
        Write(PolicyFile, "#!/bin/sh\nexit 101\n");
        Inside("chmod", ["755", PolicyFile]);
        Inside("apt-get", ["-q", .. recipe.Moves ? MirrorMayLag : [], "update"]);
        // Nothing is lost with a root that was not made to its end.
        Inside("apt-get", ["-qy", "-o", "Dpkg::Options::=--force-unsafe-io", "install", "--no-install-recommends", .. packages]);
        Inside("apt-get", ["clean"]);
        File.Delete(OnHost(PolicyFile));
        foreach (var list in Directory.EnumerateFiles(OnHost("/var/lib/apt/lists")))
            File.Delete(list);
    }

    /// <summary>What they look for no container has; each takes its time at every daemon-reload. Quadlet's stays.</summary>
    private void MaskGenerators()
    {
        var masks = Directory.CreateDirectory(OnHost("/etc/systemd/system-generators")).FullName;
        foreach (var name in Directory.EnumerateFileSystemEntries(OnHost("/usr/lib/systemd/system-generators"), "systemd-*").Select(Path.GetFileName))
            File.CreateSymbolicLink(Path.Combine(masks, name!), "/dev/null");
    }

    private void InstallStubs()
    {
        using var folder = new TemporaryFolder();
        var packages = StubPackages.Build(folder.Path, [.. recipe.Stubs.Select(stub => (stub, UpstreamVersion(stub.DebianPackage)))]);
        foreach (var package in packages)
        {
            var inside = $"/{Path.GetFileName(package)}";
            File.Copy(package, OnHost(inside));
            Inside("rpm", ["--upgrade", inside]);
            File.Delete(OnHost(inside));
        }
    }

    private string UpstreamVersion(string debianPackage)
    {
        var version = Inside("dpkg-query", ["--show", "--showformat=${Version}", debianPackage]);
        return version[(version.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(['-', '+', '~'])[0];
    }

    private string Inside(string tool, string[] arguments) =>
        Command.Do("nice", ["chroot", root, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", tool, .. arguments]);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OnHost(path))!);
        File.WriteAllText(OnHost(path), text);
    }

    private string OnHost(string path) => root + path;
}
