using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests;

/// <summary>A sample's service on a host, asked the way an administrator asks.</summary>
internal sealed class ServiceOnHost(BootedHost host, Sample sample)
{
    /// <summary>The identifier of systemd's message that a unit was started.</summary>
    private const string UnitStarted = "MESSAGE_ID=39f53479d3a045ac8e11786248231fbf";

    public string Name => sample.Package;

    public string ImageUnit => $"{Name}-image.service";

    public string Engine => host.Recipe.Engine;

    public string IsActive => host.Run($"systemctl is-active {Name}").Output.Trim();

    public string IsEnabled => host.Run($"systemctl is-enabled {Name}").Output.Trim();

    public string NeedsDaemonReload => host.Do($"systemctl show --property=NeedDaemonReload --value {Name} {ImageUnit} | sort -u | tr -d '\\n'");

    public int Starts => int.Parse(host.Do($"journalctl --output=cat UNIT={Name}.service {UnitStarted} | wc -l"), null);

    private bool HasEngine => host.Recipe.HasEngine;

    /// <summary>Lines "REPOSITORY:TAG ID" of the whole store; without an engine the trees of all packages.</summary>
    public string[] Images => Lines(!HasEngine ? "ls -d /usr/libexec/*/root-* 2>/dev/null || :" : $"{Engine} images --all --no-trunc --format '{{{{.Repository}}}}:{{{{.Tag}}}} {{{{.ID}}}}'");

    /// <summary>Lines "NAME IMAGE-ID" of all containers, running or not; without an engine the service and the tree that its process has for its root.</summary>
    public string[] Containers => Lines(!HasEngine ? $$"""pid=$(systemctl show --property=MainPID --value {{Name}}); [ "$pid" = 0 ] || awk '$5 == "/" {print "{{Name}}", $4}' /proc/$pid/mountinfo""" : $"for c in $({Engine} ps --all --quiet); do {Engine} inspect --format '{{{{.Name}}}} {{{{.Image}}}}' $c; done")
        .Select(line => line.TrimStart('/').Replace("sha256:", "", StringComparison.Ordinal)).ToArray();

    /// <summary>Another one after each start.</summary>
    public string ContainerId => host.Do(!HasEngine ? $"systemctl show --property=InvocationID --value {Name}" : $"{Engine} inspect --format '{{{{.Id}}}}' {Name}");

    /// <summary>
    /// Changes when an image is imported or tagged, and only then. Podman and Docker's classic store write one file for that, by renaming a new one;
    /// in containerd's store it is the time that each image's record was written, which docker shows as its last tagging.
    /// </summary>
    public string StoreStamp => host.Do(!HasEngine ? "ls -d /usr/libexec/*/root-*" : Engine == "podman" ? "stat --format='%y %s' /var/lib/containers/storage/overlay-images/images.json"
        : host.Recipe.HasContainerdStore ? "docker image inspect --format '{{.Id}} {{.RepoTags}} {{.Metadata.LastTagTime}}' $(docker images --all --quiet --no-trunc)"
        : "stat --format='%y %s' /var/lib/docker/image/overlay2/repositories.json");

    /// <summary>The container's first process, as the host numbers it.</summary>
    public string Pid => host.Do(!HasEngine ? $"systemctl show --property=MainPID --value {Name}" : $"{Engine} inspect --format '{{{{.State.Pid}}}}' {Name}");

    /// <summary>Lines of /proc/PID/status of the container's first process.</summary>
    public string[] ProcessStatus => Lines($"cat /proc/{Pid}/status");

    /// <summary>Lines NAME=VALUE of the environment of the container's first process, of the variables whose names match, in order.</summary>
    public string[] Variables(string pattern) => Lines($"tr '\\0' '\\n' </proc/{Pid}/environ | grep --extended-regexp '^({pattern})=' | LC_ALL=C sort");

    /// <summary>How often a line is in what the service logged since its last start; waits until it is there at all.</summary>
    public int CountLogged(string pattern) => int.Parse(host.Do($"""
        id=$(systemctl show --property=InvocationID --value {Name})
        count() {"{"} journalctl --output=cat _SYSTEMD_INVOCATION_ID=$id | grep --count --extended-regexp -e '{pattern}'; {"}"}
        for second in $(seq 120); do count >/dev/null && break; sleep 1; done
        count || :
        """), null);

    /// <summary>What it answers, whole, or the line that it logs.</summary>
    public void AssertSays(string version)
    {
        if (sample.Port is null)
            Assert.That(CountLogged(sample.Says(version)), Is.Positive, () => $"{sample.Says(version)} is not in the journal:\n{host.Journal(Name)}");
        else
            AssertAnswers(sample.Says(version));
    }

    public void AssertIsDown()
    {
        Assert.That(IsActive, Is.EqualTo("inactive"), () => host.Journal(Name));
        Assert.That(Containers, Is.Empty);
        if (sample.Port is { } port)
            Assert.That(host.Run($"curl --silent http://127.0.0.1:{port}/").ExitCode, Is.EqualTo(7), "curl's code for a refused connection");
    }

    /// <summary>Exactly this version runs, in one container, from the one image of this package in the store.</summary>
    public void AssertRuns(string version)
    {
        AssertIsServed(version);
        var image = PackagedImage(version);
        Assert.That(Images, Is.EqualTo([image]));
        Assert.That(Containers, Is.EqualTo([ContainerOf(image)]));
        Assert.That(host.Run("systemctl is-system-running").Output.Trim(), Is.EqualTo("running"));
    }

    /// <summary>It is active and says what this version says.</summary>
    public void AssertIsServed(string version)
    {
        Assert.That(IsActive, Is.EqualTo("active"), () => host.Journal(Name) + host.Journal(ImageUnit));
        AssertSays(version);
    }

    /// <summary>A line of <see cref="Containers"/>.</summary>
    public string ContainerOf(string image) => $"{Name} {image.Split("sha256:")[^1]}";

    /// <summary>After an install the engine knows of nothing; what systemd runs itself is there at once, and not imported.</summary>
    public void AssertNothingImported()
    {
        if (HasEngine)
            Assert.That(Images, Is.Empty);
    }

    /// <summary>systemd finds no fault in them. It looks for a program of an image at the host's root, where it is not.</summary>
    public void AssertUnitsAreSound()
    {
        // A quadlet's unit is no file of the package, an instance's has no path of its own.
        var units = Lines($"{{ rpm --query --list {Name} | grep --extended-regexp '^/usr/lib/systemd/system/[^/]+[.](service|socket|timer|target)$'; systemctl show --property=FragmentPath --value {Name}; }} | grep . | sort --unique");
        var verified = host.Run($"systemd-analyze verify {string.Join(' ', units)}");
        if (HasEngine)
            Assert.That(verified, Is.EqualTo(new ToolResult(0, "", "")));
        else
            Assert.That(verified.All.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.All.Match($"^{Name}.service: Command /app/[^ ]* is not executable: No such file or directory$"));
    }

    /// <summary>The image as it must be in the store, a line of <see cref="Images"/>.</summary>
    public string PackagedImage(string version, string? package = null)
    {
        package ??= Name;
        if (!HasEngine)
            return host.Do($"rpm --query --list {package} | grep --extended-regexp '^/usr/libexec/[^/]*/root-[0-9a-f]{{12}}$'");
        var folder = $"/usr/share/{package}/image";
        var digests = Lines($"grep -o '\"Config\":\"blobs/sha256/[0-9a-f]*' {folder}/manifest.json; grep -o 'sha256:[0-9a-f]*' {folder}/index.json").Select(line => line[^64..]).ToList();
        var (config, id) = (digests[0], host.Recipe.HasContainerdStore ? digests[^1] : digests[0]);
        return $"localhost/{package}:{version}-{config[..12]} sha256:{id}";
    }

    public void AssertVerifies() => Assert.That(host.Run($"rpm --verify {Name}"), Is.EqualTo(new ToolResult(0, "", "")));

    /// <summary>A transaction that must succeed without a word of complaint.</summary>
    public void Transact(string command)
    {
        var result = host.Run(command, TimeSpan.FromMinutes(5));
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(result.All, Does.Not.Contain("warning").IgnoreCase.And.Not.Contain("error").IgnoreCase.And.Not.Contain("failed").IgnoreCase);
        Assert.That(NeedsDaemonReload, Is.EqualTo("no"));
    }

    private void AssertAnswers(string body)
    {
        var answer = host.Run($"curl --silent --show-error --fail --retry 30 --retry-all-errors --retry-delay 1 http://127.0.0.1:{sample.Port}/");
        Assert.That(answer.Output, Is.EqualTo(body), () => answer.Error + host.Journal(Name));
    }

    private string[] Lines(string script) => host.Do(script).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
