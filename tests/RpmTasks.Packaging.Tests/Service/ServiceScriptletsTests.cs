using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>What the scriptlets do to systemd, told by a stand-in for systemctl, on a system that runs or in a chroot.</summary>
public sealed class ServiceScriptletsTests
{
    private ScriptletSystem _system = null!;
    private Func<ServiceInput, ServiceInput> _change = service => service;

    [SetUp]
    public void MakeSystem()
    {
        _system = new ScriptletSystem();
        _system.AddImageHelper();
        _change = service => service;
    }

    [TearDown]
    public void RemoveSystem() => _system.Dispose();

    [TestCase(nameof(ScriptletKind.PreInstall), 1, "-q is-enabled orders.service|list orders.service")]
    [TestCase(nameof(ScriptletKind.PreInstall), 2, "")]
    [TestCase(nameof(ScriptletKind.PostInstall), 1, "--no-reload preset orders.service")]
    [TestCase(nameof(ScriptletKind.PostInstall), 2, "")]
    [TestCase(nameof(ScriptletKind.PreUninstall), 0, "--no-reload disable orders.service|stop orders.service orders-image.service|image remove")]
    [TestCase(nameof(ScriptletKind.PreUninstall), 1, "")]
    [TestCase(nameof(ScriptletKind.PostUninstall), 0, "daemon-reload|reset-failed orders.service orders-image.service")]
    [TestCase(nameof(ScriptletKind.PostUninstall), 1, "")]
    [TestCase(nameof(ScriptletKind.PostTransaction), 1, "daemon-reload|list orders.service|start orders-image.service|list orders.service|restart orders.service")]
    [TestCase(nameof(ScriptletKind.PostTransaction), 2, "daemon-reload|list orders.service|start orders-image.service|list orders.service|restart orders.service")]
    public void Each_does_its_part(string kind, int instances, string calls) =>
        Assert.That(Run(Enum.Parse<ScriptletKind>(kind), instances), Is.EqualTo(calls));

    [Test]
    public void A_stopped_service_stays_stopped()
    {
        _system.Runs("");
        Assert.That(Run(ScriptletKind.PostTransaction, 2), Is.EqualTo("daemon-reload|list orders.service"));
    }

    [Test]
    public void A_failed_import_leaves_the_running_version_alone()
    {
        _system.Fail("start");
        Assert.That(Run(ScriptletKind.PostTransaction, 2), Is.EqualTo("daemon-reload|list orders.service|start orders-image.service"));
    }

    [TestCase(nameof(ScriptletKind.PreInstall), 1, "-q is-enabled orders.service")]
    [TestCase(nameof(ScriptletKind.PostInstall), 1, "--no-reload preset orders.service")]
    [TestCase(nameof(ScriptletKind.PreUninstall), 0, "--no-reload disable orders.service")]
    [TestCase(nameof(ScriptletKind.PostUninstall), 0, "")]
    [TestCase(nameof(ScriptletKind.PostTransaction), 1, "")]
    public void In_a_chroot_nothing_is_asked_of_a_running_system(string kind, int instances, string calls)
    {
        _system.BecomeChroot();
        Assert.That(Run(Enum.Parse<ScriptletKind>(kind), instances), Is.EqualTo(calls));
    }

    [Test]
    public void The_first_install_starts_an_enabled_service_where_that_is_wanted()
    {
        Assert.That(Run(ScriptletKind.PostInstall, 1, start: "true"), Is.EqualTo("--no-reload preset orders.service"));
        Assert.That(_system.File("run", "orders.rpm-first"), Does.Exist);
        Assert.That(Run(ScriptletKind.PostTransaction, 1, start: "true"), Is.EqualTo("daemon-reload|-q is-enabled orders.service|start orders.service"));
        Assert.That(_system.File("run", "orders.rpm-first"), Does.Not.Exist);
    }

    /// <summary>What another package's %preun has disabled and stopped in between.</summary>
    [TestCase(true, true, "--no-reload enable orders.service|daemon-reload|list orders.service|start orders.service")]
    [TestCase(true, false, "--no-reload enable orders.service|daemon-reload|list orders.service")]
    [TestCase(false, true, "daemon-reload|list orders.service|start orders.service")]
    [TestCase(false, false, "daemon-reload|list orders.service")]
    public void A_package_that_takes_a_service_over_makes_it_what_it_was(bool enabled, bool active, string calls)
    {
        _system.Runs(active ? "orders.service" : "");
        _system.Fail(enabled ? "" : "is-enabled");
        Run(ScriptletKind.PreInstall, 1);
        _system.Runs("");
        Assert.That(Run(ScriptletKind.PostTransaction, 1), Is.EqualTo(calls));
        Assert.That(_system.Notes, Is.Empty);
    }

    [Test]
    public void Nobody_waits_for_the_end_of_a_job_that_is_taken_over()
    {
        _change = service => service with { Kind = "timer", OnCalendar = ["daily"] };
        _system.Runs("orders.service");
        Run(ScriptletKind.PreInstall, 1);
        _system.Runs("");
        Assert.That(Run(ScriptletKind.PostTransaction, 1), Does.EndWith("|--no-block start orders.service"));
    }

    [Test]
    public void A_service_that_was_there_before_is_not_started_as_a_new_one_would_be()
    {
        _system.Runs("");
        Run(ScriptletKind.PreInstall, 1, start: "true");
        Run(ScriptletKind.PostInstall, 1, start: "true");
        Assert.That(Run(ScriptletKind.PostTransaction, 1, start: "true"), Is.EqualTo("--no-reload enable orders.service|daemon-reload|list orders.service"));
    }

    [Test]
    public void In_a_chroot_what_was_enabled_is_enabled_again()
    {
        _system.BecomeChroot();
        Run(ScriptletKind.PreInstall, 1);
        Assert.That(Run(ScriptletKind.PostTransaction, 1), Is.EqualTo("--no-reload enable orders.service"));
        Assert.That(_system.Notes, Is.Empty);
    }

    [Test]
    public void A_service_that_must_not_be_restarted_is_not() =>
        Assert.That(Run(ScriptletKind.PostTransaction, 2, restart: "false"), Is.EqualTo("daemon-reload"));

    /// <summary>The new version names its service otherwise, or has another number of them.</summary>
    [TestCase("", "shop.service", "--no-reload disable orders.service|stop orders.service")]
    [TestCase("", "orders.container", "")]
    [TestCase("quadlet", "orders.service", "")]
    [TestCase("quadlet", "shop.container", "stop orders.service")]
    [TestCase("timer", "orders.service orders.timer", "")]
    [TestCase("timer", "orders.service", "--no-reload disable orders.timer|stop orders.timer")]
    [TestCase("template", "orders.service", "--no-reload disable orders@.service|stop orders@*.service")]
    [TestCase("template", "orders@.service", "")]
    public void Units_that_the_new_version_has_not_are_stopped(string kind, string files, string calls)
    {
        _change = service => service with { Kind = kind, OnCalendar = kind == "timer" ? ["daily"] : [] };
        _system.HasUnits(files.Split(' '));
        Assert.That(Run(ScriptletKind.PostUninstall, 1), Is.EqualTo(calls));
    }

    [TestCase("orders.target orders-api.service orders-worker.service orders-cleanup.service orders-cleanup.timer", "")]
    [TestCase("orders.target orders-api.service orders-cleanup.service orders-cleanup.timer", "--no-reload disable orders-worker.service|stop orders-worker.service")]
    public void A_role_that_the_new_version_has_not_is_stopped(string files, string calls)
    {
        _change = Several;
        _system.HasUnits(files.Split(' '));
        Assert.That(Run(ScriptletKind.PostUninstall, 1), Is.EqualTo(calls));
    }

    [Test]
    public void In_a_chroot_units_without_a_file_are_disabled()
    {
        _system.BecomeChroot();
        _system.HasUnits("shop.service");
        Assert.That(Run(ScriptletKind.PostUninstall, 1), Is.EqualTo("--no-reload disable orders.service"));
    }

    /// <summary>Within the same transaction; what an interrupted one left says nothing.</summary>
    [Test]
    public void What_a_version_without_an_engine_has_restarted_is_not_restarted_again()
    {
        File.WriteAllText(_system.File("run", "orders.rpm-switched"), "1");
        Assert.That(Run(ScriptletKind.PostTransaction, 2), Is.EqualTo("daemon-reload"));
        Assert.That(_system.Notes, Is.Empty);

        File.WriteAllText(_system.File("run", "orders.rpm-switched"), "1");
        Run(ScriptletKind.PreInstall, 2);
        Assert.That(Run(ScriptletKind.PostTransaction, 2), Does.EndWith("|restart orders.service"));
    }

    [TestCase("quadlet", nameof(ScriptletKind.PostInstall), "")]
    [TestCase("quadlet", nameof(ScriptletKind.PreUninstall), "stop orders.service orders-image.service|image remove")]
    [TestCase("quadlet", nameof(ScriptletKind.PostTransaction), "daemon-reload|list orders.service|start orders-image.service|list orders.service|restart orders.service")]
    [TestCase("timer", nameof(ScriptletKind.PostInstall), "--no-reload preset orders.timer")]
    [TestCase("timer", nameof(ScriptletKind.PreUninstall), "--no-reload disable orders.timer|stop orders.timer orders.service orders-image.service|image remove")]
    [TestCase("timer", nameof(ScriptletKind.PostUninstall), "daemon-reload|reset-failed orders.timer orders.service orders-image.service")]
    [TestCase("timer", nameof(ScriptletKind.PostTransaction), "daemon-reload|list orders.timer orders.service|start orders-image.service")]
    [TestCase("template", nameof(ScriptletKind.PostInstall), "--no-reload preset orders@.service")]
    [TestCase("template", nameof(ScriptletKind.PreUninstall), "--no-reload disable orders@.service|stop orders@*.service orders-image.service|image remove")]
    [TestCase("template", nameof(ScriptletKind.PostTransaction), "daemon-reload|list orders@*.service|start orders-image.service|list orders@*.service|restart orders@8081.service")]
    [TestCase("template", nameof(ScriptletKind.PreInstall), "list orders@*.service")]
    [TestCase("socket", nameof(ScriptletKind.PreInstall), "-q is-enabled orders.socket|-q is-enabled orders.service|list orders.socket orders.service")]
    [TestCase("socket", nameof(ScriptletKind.PostInstall), "--no-reload preset orders.socket orders.service")]
    [TestCase("socket", nameof(ScriptletKind.PreUninstall), "--no-reload disable orders.socket orders.service|stop orders.socket orders.service orders-image.service|image remove")]
    [TestCase("socket", nameof(ScriptletKind.PostTransaction), "daemon-reload|list orders.socket orders.service|start orders-image.service|list orders.service|restart orders.service")]
    [TestCase("quadlet socket", nameof(ScriptletKind.PreInstall), "-q is-enabled orders.socket|list orders.socket orders.service")]
    [TestCase("quadlet socket", nameof(ScriptletKind.PostInstall), "--no-reload preset orders.socket")]
    [TestCase("quadlet socket", nameof(ScriptletKind.PreUninstall), "--no-reload disable orders.socket|stop orders.socket orders.service orders-image.service|image remove")]
    [TestCase("quadlet socket", nameof(ScriptletKind.PostUninstall), "daemon-reload|reset-failed orders.socket orders.service orders-image.service")]
    [TestCase("quadlet socket", nameof(ScriptletKind.PostTransaction), "daemon-reload|list orders.socket orders.service|start orders-image.service|list orders.service|restart orders.service")]
    public void Every_kind_has_units_of_its_own(string kind, string scriptlet, string calls)
    {
        _system.Runs(kind == "template" ? "orders@8081.service" : "orders.service");
        _change = service => service with { Kind = kind.Split(' ')[0].Replace("socket", "", StringComparison.Ordinal), Sockets = kind.EndsWith("socket", StringComparison.Ordinal) ? ["8080"] : [], OnCalendar = kind == "timer" ? ["daily"] : [] };
        Assert.That(Run(Enum.Parse<ScriptletKind>(scriptlet), scriptlet is nameof(ScriptletKind.PostInstall) or nameof(ScriptletKind.PreInstall) ? 1 : 0), Is.EqualTo(calls));
    }

    [TestCase(nameof(ScriptletKind.PreInstall), 1, "-q is-enabled orders.target|-q is-enabled orders-api.service|-q is-enabled orders-worker.service|-q is-enabled orders-cleanup.timer|list orders-api.service orders-worker.service orders-cleanup.timer orders-cleanup.service")]
    [TestCase(nameof(ScriptletKind.PostInstall), 1, "--no-reload preset orders.target")]
    [TestCase(nameof(ScriptletKind.PreUninstall), 0, "--no-reload disable orders.target orders-api.service orders-worker.service orders-cleanup.timer|stop orders.target orders-api.service orders-worker.service orders-cleanup.timer orders-cleanup.service orders-image.service|image remove")]
    [TestCase(nameof(ScriptletKind.PostUninstall), 0, "daemon-reload|reset-failed orders.target orders-api.service orders-worker.service orders-cleanup.timer orders-cleanup.service orders-image.service")]
    [TestCase(nameof(ScriptletKind.PostTransaction), 2, "daemon-reload|list orders-api.service orders-worker.service orders-cleanup.timer orders-cleanup.service|start orders-image.service|list orders-api.service orders-worker.service|restart orders-api.service")]
    public void Several_services_are_acted_on_together(string kind, int instances, string calls)
    {
        _system.Runs("orders-api.service");
        _change = Several;
        Assert.That(Run(Enum.Parse<ScriptletKind>(kind), instances), Is.EqualTo(calls));
    }

    [Test]
    public void The_first_start_of_several_services_is_of_all_of_them()
    {
        _change = Several;
        Run(ScriptletKind.PostInstall, 1, start: "true");
        Assert.That(Run(ScriptletKind.PostTransaction, 1, start: "true"), Is.EqualTo("daemon-reload|-q is-enabled orders.target|start orders.target orders-api.service orders-worker.service orders-cleanup.timer"));
    }

    [Test]
    public void Each_of_several_sockets_is_looked_after()
    {
        _change = service => service with { Units = [Requests.Unit("api", ("Socket", "8080")), Requests.Unit("admin", ("Socket", "8081")), Requests.Unit("worker")] };
        _system.Listens("old");
        Assert.That(Run(ScriptletKind.PreInstall, 2), Is.EqualTo("show --property=Listen --value orders-api.socket|show --property=Listen --value orders-admin.socket"));
        _system.Listens("new");
        _system.Runs("orders-api.service");
        Assert.That(Run(ScriptletKind.PostTransaction, 2), Does.EndWith("|restart orders-admin.socket orders-api.socket orders-api.service"));
        Assert.That(_system.Notes, Is.Empty);
    }

    private static ServiceInput Several(ServiceInput service) => service with
    {
        Units = [Requests.Unit("api"), Requests.Unit("worker"), Requests.Unit("cleanup", ("Kind", "timer"), ("OnCalendar", "daily"))],
    };

    /// <summary>systemd has closed the old one when it read the new unit, and opens the new one only when it starts it anew.</summary>
    [TestCase("8080", "8081", "", "daemon-reload|list|start orders-image.service|list|show|-q is-active orders.socket|restart orders.socket orders.service")]
    [TestCase("8080", "8080", "", "daemon-reload|list|start orders-image.service|list|show|restart orders.service")]
    [TestCase("", "8080", "is-active", "daemon-reload|list|start orders-image.service|list|show|-q is-active orders.socket|restart orders.service")]
    public void A_socket_whose_address_changed_is_restarted(string old, string now, string fails, string calls)
    {
        _change = service => service with { Sockets = [now] };
        _system.Listens(old);
        Assert.That(Run(ScriptletKind.PreInstall, 2), Is.EqualTo("show --property=Listen --value orders.socket"));
        _system.Listens(now);
        _system.Fail(fails);
        Assert.That(Short(Run(ScriptletKind.PostTransaction, 2)), Is.EqualTo(calls));
        Assert.That(_system.Notes, Is.Empty);

        static string Short(string calls) => calls
            .Replace("list orders.socket orders.service", "list", StringComparison.Ordinal)
            .Replace("list orders.service", "list", StringComparison.Ordinal)
            .Replace("show --property=Listen --value orders.socket", "show", StringComparison.Ordinal);
    }

    [TestCase("quadlet", "daemon-reload|-q is-enabled orders.service|start orders.service")]
    [TestCase("timer", "daemon-reload|-q is-enabled orders.timer|start orders.timer")]
    [TestCase("quadlet socket", "daemon-reload|-q is-enabled orders.socket|start orders.socket orders.service")]
    public void The_first_start_is_of_what_the_administrator_would_start(string kind, string calls)
    {
        _change = service => service with { Kind = kind.Split(' ')[0], Sockets = kind.EndsWith("socket", StringComparison.Ordinal) ? ["8080"] : [], OnCalendar = kind == "timer" ? ["daily"] : [] };
        Run(ScriptletKind.PostInstall, 1, start: "true");
        Assert.That(Run(ScriptletKind.PostTransaction, 1, start: "true"), Is.EqualTo(calls));
    }

    private string Run(ScriptletKind kind, int instances, string start = "", string restart = "") =>
        _system.Run(Requests.Plan(Requests.Input.With(service => _change(service) with { Start = start, RestartOnUpgrade = restart })), kind, instances);
}
