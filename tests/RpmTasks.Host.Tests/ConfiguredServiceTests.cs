using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests;

/// <summary>A service whose project says more than the default about data, health, reload and its unit; one story, each test after the one before.</summary>
[TestFixtureSource(nameof(Hosts))]
public class ConfiguredServiceTests(HostRecipe recipe)
{
    private const string Name = "configured";
    private const string Well = "/var/lib/configured/well";

    private static readonly HostRecipe[] Hosts = [HostRecipe.TrixiePodman, HostRecipe.TrixieDocker];

    private static readonly Sample Configured = Sample.Appliance with
    {
        Package = Name,
        Properties = () => new Dictionary<string, string>
        {
            ["RpmImage"] = $"docker-archive:{NginxBase.Archive}",
            ["RpmPackageName"] = Name,
            ["RpmRunArgs"] = "-p 80:80",
            ["RpmVolume"] = "/var/lib/configured:/data%3Bcache:/cache",
            ["RpmServiceCapabilities"] = "CHOWN%3BSETUID%3BSETGID%3BNET_BIND_SERVICE%3BDAC_OVERRIDE",
            ["RpmServiceHealthCommand"] = "test -e /data/well",
            ["RpmServiceHealthInterval"] = "1s",
            // docker gives up waiting after so many failures in a row.
            ["RpmServiceHealthRetries"] = "10",
            ["RpmServiceNotify"] = "healthy",
            ["RpmServiceReloadSignal"] = "HUP",
            ["RpmServiceOption"] = "LimitNOFILE=4321",
        },
    };

    private BootedHost _host = null!;
    private ServiceOnHost _service = null!;

    private bool IsPodman => recipe.Engine == "podman";

    [OneTimeSetUp]
    public void Boot()
    {
        RealTool.RequireRoot();
        var package = SamplePackages.Get(Configured, "74", recipe.Engine);
        _host = BootedHost.Boot(recipe);
        _service = new ServiceOnHost(_host, Configured);
        _service.Transact($"dnf --assumeyes install {_host.CopyIn(package)}");
    }

    [OneTimeTearDown]
    public void Shutdown() => _host?.Dispose();

    [Test]
    public void Systemd_finds_no_fault_in_its_unit() =>
        Assert.That(_host.Run($"systemd-analyze verify /usr/lib/systemd/system/{Name}.service"), Is.EqualTo(new ToolResult(0, "", "")));

    [Test, DependsOnTest(nameof(Systemd_finds_no_fault_in_its_unit))]
    public void Its_directory_is_made_and_it_starts_when_it_is_well()
    {
        // nginx answers at once; the service is started only when the check succeeds.
        _host.Do($"systemctl start --no-block {Name}; until [ -d {Path.GetDirectoryName(Well)} ]; do sleep 0.1; done");
        Assert.That(_host.Do($"stat --format='%a %u %g' {Path.GetDirectoryName(Well)}"), Is.EqualTo("750 0 0"));
        _host.Do($"until {recipe.Engine} inspect {Name} >/dev/null 2>&1; do sleep 0.1; done; sleep 2");
        Assert.That(_service.IsActive, Is.EqualTo("activating"));

        _host.Do($"touch {Well}; systemctl start {Name}");
        Assert.That(_service.IsActive, Is.EqualTo("active"), () => _host.Journal(Name));
        _service.AssertSays("74");
    }

    [Test, DependsOnTest(nameof(Its_directory_is_made_and_it_starts_when_it_is_well))]
    public void It_sees_its_data_and_has_what_it_asks_for()
    {
        _host.Do($"{recipe.Engine} exec {Name} sh -c 'echo kept >/data/file && echo kept >/cache/file'");
        Assert.That(_host.Do("cat /var/lib/configured/file"), Is.EqualTo("kept"));
        Assert.That(_service.ProcessStatus, Does.Contain("CapBnd:\t00000000000004c3"), "the five capabilities that it asks for");
        Assert.That(_host.Do($"systemctl show --property=LimitNOFILE --value {Name}"), Is.EqualTo("4321"));
    }

    [Test, DependsOnTest(nameof(It_sees_its_data_and_has_what_it_asks_for))]
    public void It_reloads_without_a_restart()
    {
        // nginx answers the signal with new workers of the same master.
        const string workers = "grep --files-with-matches --text '^nginx: worker' /proc/[0-9]*/cmdline | sort | paste --serial --delimiters=,";
        var (container, before) = (_service.ContainerId, _host.Do(workers));
        _host.Do($"systemctl reload {Name}; for i in $(seq 600); do [ \"$({workers})\" != '{before}' ] && break; sleep 0.1; done");
        Assert.That(_host.Do(workers), Does.StartWith("/proc/").And.Not.EqualTo(before));
        Assert.That(_service.ContainerId, Is.EqualTo(container));
    }

    [Test, DependsOnTest(nameof(It_reloads_without_a_restart))]
    public void An_app_that_is_unwell_is_restarted_by_podman_and_shown_by_docker()
    {
        var container = _service.ContainerId;
        _host.Do($"rm {Well}");
        if (IsPodman)
            _host.Do($"until [ \"$(systemctl show --property=NRestarts --value {Name})\" -gt 0 ]; do sleep 0.2; done", TimeSpan.FromMinutes(3));
        else
            _host.Do($"until [ \"$(docker inspect --format '{{{{.State.Health.Status}}}}' {Name})\" = unhealthy ]; do sleep 0.2; done", TimeSpan.FromMinutes(3));
        _host.Do($"touch {Well}; until systemctl is-active --quiet {Name}; do sleep 0.2; done");
        _service.AssertSays("74");
        Assert.That(_service.ContainerId == container, Is.EqualTo(!IsPodman), "a new container where it was restarted");
    }

    [Test, DependsOnTest(nameof(An_app_that_is_unwell_is_restarted_by_podman_and_shown_by_docker))]
    public void Erasing_leaves_its_data_and_nothing_else()
    {
        _service.Transact($"dnf --assumeyes remove {Name}");
        Assert.That(_service.Containers, Is.Empty);
        Assert.That(_service.Images, Is.Empty);
        Assert.That(_host.Do("cat /var/lib/configured/file"), Is.EqualTo("kept"));
        Assert.That(_host.Do($"{recipe.Engine} volume ls --quiet"), Is.EqualTo("cache"));
        Assert.That(_host.Run("systemctl is-system-running").Output.Trim(), Is.EqualTo("running"));
    }
}
