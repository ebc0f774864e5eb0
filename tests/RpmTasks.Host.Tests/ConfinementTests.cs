using RpmTasks.Packaging.Input;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests;

/// <summary>What docs/security.md says a container may do, as the kernel tells it of the container's first process.</summary>
[TestFixtureSource(nameof(Hosts))]
public class ConfinementTests(HostRecipe recipe) : SleepingServiceTests(recipe)
{
    private const string None = "0000000000000000";

    private static readonly HostRecipe[] Hosts = [HostRecipe.TrixiePodman, HostRecipe.TrixieDocker];

    private int _services;

    /// <summary>docker's usual capabilities are podman's and three more: MKNOD, NET_RAW, AUDIT_WRITE.</summary>
    private string Usual => Recipe.Engine == "podman" ? "00000000800405fb" : "00000000a80425fb";

    [Test]
    public void An_app_has_no_capability() =>
        Assert.That(Capabilities(Start(new ServiceInput(), isApp: true)), Is.EqualTo((None, None)));

    [Test]
    public void Another_image_has_the_engines_usual_capabilities() =>
        Assert.That(Capabilities(Start(new ServiceInput())), Is.EqualTo((Usual, Usual)));

    [Test]
    public void RpmServiceCapabilities_says_which([Values] bool isApp)
    {
        Assert.That(Capabilities(Start(new ServiceInput { Capabilities = ["NET_BIND_SERVICE"] }, isApp)), Is.EqualTo(("0000000000000400", "0000000000000400")));
        Assert.That(Capabilities(Start(new ServiceInput { Capabilities = ["none"] }, isApp)), Is.EqualTo((None, None)));
        Assert.That(Capabilities(Start(new ServiceInput { Capabilities = ["default"] }, isApp)), Is.EqualTo((Usual, Usual)));
    }

    [Test]
    public void RpmServiceUser_runs_it_as_another_user_without_their_use()
    {
        var service = Start(new ServiceInput { User = "1654:1655" });

        Assert.That(Status(service, "Uid"), Is.EqualTo("1654\t1654\t1654\t1654"));
        Assert.That(Status(service, "Gid"), Is.EqualTo("1655\t1655\t1655\t1655"));
        Assert.That(Capabilities(service), Is.EqualTo((Usual, None)), "bounded by them, and effective none");
    }

    [Test]
    public void No_image_gains_privileges_or_leaves_the_engines_filter([Values] bool isApp)
    {
        var service = Start(new ServiceInput(), isApp);

        Assert.That(Status(service, "NoNewPrivs"), Is.EqualTo("1"));
        Assert.That(Status(service, "Seccomp"), Is.EqualTo("2"));
        var filters = Host.Do("sed -n 's/^Seccomp_filters:[[:space:]]*//p' /proc/1/status");
        Assert.That(int.Parse(Status(service, "Seccomp_filters"), null), Is.GreaterThan(int.Parse(filters, null)), "the host may have some too");
    }

    [Test]
    public void It_has_namespaces_of_its_own_but_for_users()
    {
        var pid = Start(new ServiceInput(), isApp: true).ProcessId;

        var shared = Host.Do($"for kind in cgroup ipc mnt net pid user uts; do [ $(readlink /proc/1/ns/$kind) = $(readlink /proc/{pid}/ns/$kind) ] && echo $kind; done; true");

        Assert.That(shared, Is.EqualTo("user"));
    }

    [Test]
    public void Its_files_can_be_written_unless_RpmServiceReadOnly()
    {
        var (writable, closed) = (Start(new ServiceInput()), Start(new ServiceInput { ReadOnly = "true" }));

        Assert.That(writable.Run("touch /there").ExitCode, Is.Zero);
        Assert.That(closed.Run("touch /there").Error, Does.Contain("Read-only file system"));
        Assert.That(closed.Run("touch /tmp/there").ExitCode, Is.Zero);
    }

    [Test]
    public void A_secret_of_its_environment_file_is_nowhere_else()
    {
        const string secret = "b8d1f0a7";
        var service = new SleepingService(Host, "secretive");
        var plan = service.Plan(new ServiceInput(), isApp: true);
        Host.Do($"mkdir --parents {plan.Paths.ConfigurationFolder}; echo PASSWORD={secret} >{plan.Paths.EnvironmentFile}; chmod 0640 {plan.Paths.EnvironmentFile}");

        service.Start(plan);

        Assert.That(Host.Do($"tr '\\0' '\\n' </proc/{service.ProcessId}/environ | grep --count --line-regexp PASSWORD={secret}"), Is.EqualTo("1"));
        Assert.That(Host.Do($"grep --recursive --files-with-matches {secret} /etc /usr/lib/systemd /run/systemd"), Is.EqualTo(plan.Paths.EnvironmentFile));
        Assert.That(Host.Do($"journalctl --sync; journalctl --all | grep --count {secret} || :"), Is.EqualTo("0"));
    }

    /// <summary>Its score is that of the engine's client, whatever confines the container.</summary>
    [Test]
    public void Systemd_calls_the_most_confined_unit_unsafe()
    {
        var service = Start(new ServiceInput { ReadOnly = "true", User = "1654" }, isApp: true);

        Assert.That(Host.Do($"systemd-analyze security --no-pager {service.Name} | tail --lines=1"), Does.Match($"Overall exposure level for {service.Name}.service: 9[.][0-9] UNSAFE"));
    }

    private SleepingService Start(ServiceInput input, bool isApp = false)
    {
        var service = new SleepingService(Host, $"confined{++_services}");
        service.Start(service.Plan(input, isApp));
        return service;
    }

    private (string Bounding, string Effective) Capabilities(SleepingService service) => (Status(service, "CapBnd"), Status(service, "CapEff"));

    private string Status(SleepingService service, string field) => Host.Do($"sed -n 's/^{field}:[[:space:]]*//p' /proc/{service.ProcessId}/status");
}
