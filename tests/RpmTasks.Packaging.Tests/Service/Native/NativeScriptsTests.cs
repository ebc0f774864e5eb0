using RpmTasks.Packaging.Input;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Tests.Service.Native;

/// <summary>What the scriptlets of a package without an engine do, told by a stand-in for systemctl, on a system that runs or in a chroot.</summary>
public sealed class NativeScriptsTests
{
    private ScriptletSystem _system = null!;

    [SetUp]
    public void MakeSystem() => _system = new ScriptletSystem();

    [TearDown]
    public void RemoveSystem() => _system.Dispose();

    [TestCase(nameof(ScriptletKind.PostInstall), 1, "--no-reload preset orders.service")]
    [TestCase(nameof(ScriptletKind.PostInstall), 2, "list orders.service|daemon-reload|restart orders.service")]
    [TestCase(nameof(ScriptletKind.PreUninstall), 1, "")]
    [TestCase(nameof(ScriptletKind.PreUninstall), 0, "--no-reload disable orders.service|stop orders.service")]
    [TestCase(nameof(ScriptletKind.PostUninstall), 1, "")]
    [TestCase(nameof(ScriptletKind.PostUninstall), 0, "daemon-reload|reset-failed orders.service")]
    [TestCase(nameof(ScriptletKind.PostTransaction), 1, "daemon-reload")]
    public void On_a_system_that_runs(string kind, int instances, string calls) => Assert.That(Run(kind, instances), Is.EqualTo(calls));

    [TestCase(nameof(ScriptletKind.PostInstall), 1, "--no-reload preset orders.service")]
    [TestCase(nameof(ScriptletKind.PostInstall), 2, "")]
    [TestCase(nameof(ScriptletKind.PreUninstall), 0, "--no-reload disable orders.service")]
    [TestCase(nameof(ScriptletKind.PostUninstall), 0, "")]
    [TestCase(nameof(ScriptletKind.PostTransaction), 1, "")]
    public void In_a_chroot(string kind, int instances, string calls)
    {
        _system.BecomeChroot();
        Assert.That(Run(kind, instances), Is.EqualTo(calls));
    }

    [Test]
    public void A_stopped_service_stays_stopped()
    {
        _system.Runs("");
        Assert.That(Run(nameof(ScriptletKind.PostInstall), 2), Is.EqualTo("list orders.service|daemon-reload"));
    }

    [Test]
    public void What_runs_can_be_left_alone() =>
        Assert.That(Run(nameof(ScriptletKind.PostInstall), 2, service => service with { RestartOnUpgrade = "false" }), Is.EqualTo("daemon-reload"));

    [Test]
    public void A_job_is_left_to_its_end() =>
        Assert.That(Run(nameof(ScriptletKind.PostInstall), 2, service => service with { Kind = "timer", OnCalendar = ["daily"] }), Is.EqualTo("daemon-reload"));

    [Test]
    public void All_instances_restart()
    {
        _system.Runs("orders@1.service\norders@2.service");
        Assert.That(Run(nameof(ScriptletKind.PostInstall), 2, service => service with { Kind = "template" }), Is.EqualTo("list orders@*.service|daemon-reload|restart orders@1.service orders@2.service"));
    }

    [Test]
    public void It_starts_at_the_first_install_where_the_project_says_so()
    {
        Run(nameof(ScriptletKind.PostInstall), 1, service => service with { Start = "true" });
        Assert.That(Run(nameof(ScriptletKind.PostTransaction), 1, service => service with { Start = "true" }), Is.EqualTo("daemon-reload|-q is-enabled orders.service|start orders.service"));
    }

    /// <summary>Its unit, as systemd still knows it, stops the container; then its helper removes the image.</summary>
    [Test]
    public void The_version_of_an_engine_is_left_in_order()
    {
        _system.AddImageHelper();
        Assert.That(Run(nameof(ScriptletKind.PostInstall), 2), Is.EqualTo("list orders.service|stop orders.service|image remove|daemon-reload|restart orders.service"));
    }

    /// <summary>While the files that it runs from are still there.</summary>
    [Test]
    public void A_new_version_with_an_engine_takes_over_at_once()
    {
        _system.AddImageHelper();
        Assert.That(Run(nameof(ScriptletKind.PreUninstall), 1), Is.EqualTo("daemon-reload|list orders.service|start orders-image.service|restart orders.service"));
        Assert.That(_system.File("run", "orders.rpm-switched"), Does.Exist, "the new version need not restart it");
    }

    [Test]
    public void A_switch_that_failed_is_left_to_the_new_version()
    {
        _system.AddImageHelper();
        _system.Fail("restart");
        Run(nameof(ScriptletKind.PreUninstall), 1);
        Assert.That(_system.Notes, Is.Empty);
    }

    [Test]
    public void A_service_that_the_new_version_has_not_is_stopped_and_leaves_no_empty_state()
    {
        var (state, link) = (_system.File("private", "orders"), _system.File("orders"));
        Directory.CreateDirectory(state);
        File.CreateSymbolicLink(link, state);
        Run(nameof(ScriptletKind.PostUninstall), 1);
        Assert.That(Directory.Exists(link), Is.True, "it is still that of the service");

        _system.HasUnits("shop.service");
        Assert.That(Run(nameof(ScriptletKind.PostUninstall), 1), Is.EqualTo("--no-reload disable orders.service|stop orders.service"));
        Assert.That(Directory.Exists(state) || new FileInfo(link).LinkTarget is not null, Is.False);
    }

    [Test]
    public void State_that_was_never_written_goes_and_data_stays()
    {
        var (state, link) = (_system.File("private", "orders"), _system.File("orders"));
        Directory.CreateDirectory(state);
        File.CreateSymbolicLink(link, state);
        File.WriteAllText(Path.Combine(state, "data"), "");

        Run(nameof(ScriptletKind.PostUninstall), 0);
        Assert.That(File.Exists(Path.Combine(link, "data")), Is.True);

        File.Delete(Path.Combine(state, "data"));
        Run(nameof(ScriptletKind.PostUninstall), 0);
        Assert.That(Directory.Exists(state) || Path.Exists(link) || new FileInfo(link).LinkTarget is not null, Is.False);
    }

    [TestCase("", false)]
    [TestCase("d /var/lib/orders/data 0750 root root -", true)]
    public void An_engine_finds_no_empty_state_unless_a_volume_lies_in_it(string directories, bool stays)
    {
        _system.AddImageHelper();
        var (state, link) = (_system.File("private", "orders"), _system.File("orders"));
        Directory.CreateDirectory(state);
        File.CreateSymbolicLink(link, state);
        _system.MakesDirectories(directories);

        Run(nameof(ScriptletKind.PostUninstall), 1);

        Assert.That(Directory.Exists(state), Is.EqualTo(stays));
    }

    private string Run(string kind, int instances, Func<ServiceInput, ServiceInput>? change = null)
    {
        var calls = _system.Run(NativePlans.Plan(change ?? (service => service)), Enum.Parse<ScriptletKind>(kind), instances);
        Assert.That(_system.Output, Is.Empty);
        return calls;
    }
}
