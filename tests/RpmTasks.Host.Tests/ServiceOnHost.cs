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

    /// <summary>Lines "REPOSITORY:TAG ID" of the whole store.</summary>
    public string[] Images => Lines($"{Engine} images --all --no-trunc --format '{{{{.Repository}}}}:{{{{.Tag}}}} {{{{.ID}}}}'");

    /// <summary>Lines "NAME IMAGE-ID" of all containers, running or not.</summary>
    public string[] Containers => Lines($"for c in $({Engine} ps --all --quiet); do {Engine} inspect --format '{{{{.Name}}}} {{{{.Image}}}}' $c; done")
        .Select(line => line.TrimStart('/').Replace("sha256:", "", StringComparison.Ordinal)).ToArray();

    public string ContainerId => host.Do($"{Engine} inspect --format '{{{{.Id}}}}' {Name}");

    /// <summary>
    /// Changes when an image is imported or tagged, and only then. Podman and Docker's classic store write one file for that, by renaming a new one;
    /// in containerd's store it is the time that each image's record was written, which docker shows as its last tagging.
    /// </summary>
    public string StoreStamp => host.Do(Engine == "podman" ? "stat --format='%y %s' /var/lib/containers/storage/overlay-images/images.json"
        : HasContainerdStore ? "docker image inspect --format '{{.Id}} {{.RepoTags}} {{.Metadata.LastTagTime}}' $(docker images --all --quiet --no-trunc)"
        : "stat --format='%y %s' /var/lib/docker/image/overlay2/repositories.json");

    /// <summary>In which an image's ID is the digest of its manifest, not of its configuration.</summary>
    private bool HasContainerdStore => host.Recipe.Engine == "docker"
        && host.Do("docker info --format '{{.DriverStatus}}'").Contains("io.containerd.snapshotter", StringComparison.Ordinal);

    /// <summary>The container's first process, as the host numbers it.</summary>
    public string Pid => host.Do($"{Engine} inspect --format '{{{{.State.Pid}}}}' {Name}");

    /// <summary>Lines of /proc/PID/status of the container's first process.</summary>
    public string[] ProcessStatus => Lines($"cat /proc/{Pid}/status");

    /// <summary>Lines NAME=VALUE of the environment of the container's first process, of the variables whose names match, in order.</summary>
    public string[] Variables(string pattern) => Lines($"tr '\\0' '\\n' </proc/{Pid}/environ | grep --extended-regexp '^({pattern})=' | LC_ALL=C sort");

    /// <summary>How often a line is in what the service logged since its last start; waits until it is there at all.</summary>
    public int CountLogged(string pattern) => int.Parse(host.Do($"""
        id=$(systemctl show --property=InvocationID --value {Name})
        count() {"{"} journalctl --output=cat _SYSTEMD_INVOCATION_ID=$id | grep --count --extended-regexp -e '{pattern}'; {"}"}
        for second in $(seq 30); do count >/dev/null && break; sleep 1; done
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
        Assert.That(Images, Is.EqualTo([PackagedImage(version)]));
        Assert.That(Containers, Is.EqualTo([$"{Name} {PackagedImage(version).Split("sha256:")[1]}"]));
        Assert.That(host.Run("systemctl is-system-running").Output.Trim(), Is.EqualTo("running"));
    }

    /// <summary>It is active and says what this version says.</summary>
    public void AssertIsServed(string version)
    {
        Assert.That(IsActive, Is.EqualTo("active"), () => host.Journal(Name) + host.Journal(ImageUnit));
        AssertSays(version);
    }

    /// <summary>The image as it must be in the store, a line of <see cref="Images"/>.</summary>
    public string PackagedImage(string version, string? package = null)
    {
        package ??= Name;
        var folder = $"/usr/share/{package}/image";
        var config = host.Do($"grep -o '\"Config\":\"blobs/sha256/[0-9a-f]*' {folder}/manifest.json")[^64..];
        var id = HasContainerdStore ? host.Do($"grep -o 'sha256:[0-9a-f]*' {folder}/index.json")[^64..] : config;
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
