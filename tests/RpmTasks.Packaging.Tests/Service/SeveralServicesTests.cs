using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>A package with several services: what is in it, and what each of them gets of the package's properties.</summary>
public sealed class SeveralServicesTests
{
    private const string Units = "/usr/lib/systemd/system/";

    [Test]
    public void One_of_several_is_part_of_the_target_and_runs_the_same_image_with_arguments_of_its_own()
    {
        var plan = Plan(Unit("api", ("Arguments", "serve --greeting 'Hello $5'"), ("Port", "8080")), Unit("worker"));
        Assert.That(Requests.TextOf(plan, Units + "orders-api.service"), Is.EqualTo($"""
            [Unit]
            Description=Takes orders (api)
            Documentation=file:///usr/share/doc/orders/README.md
            PartOf=orders.target
            Wants=network-online.target
            Requires=orders-image.service
            After=network-online.target orders-image.service
            RequiresMountsFor=%t/containers /var/lib/containers

            [Service]
            Type=notify
            NotifyAccess=all
            Environment=PODMAN_SYSTEMD_UNIT=%n
            EnvironmentFile=-/etc/sysconfig/orders-api
            ExecStartPre=/usr/libexec/orders/image claim orders-api %n %t/%N.cid
            ExecStart=/usr/bin/podman --events-backend=none run --name=orders-api --cidfile=%t/%N.cid --replace --rm -d --pull=never --cgroups=split --sdnotify=conmon --log-driver=journald --stop-timeout=35 --security-opt=no-new-privileges --publish=8080:8080 --env-file=/etc/orders/orders.env --env-file=/etc/orders/orders-api.env $ORDERS_API_RUN_ARGS {plan.Image.ConfigDigest} serve --greeting "Hello $$5"
            ExecStartPost=-/usr/libexec/orders/image prune
            ExecStop=/usr/bin/podman --events-backend=none rm -v -f -i --cidfile=%t/%N.cid
            ExecStopPost=-/usr/libexec/orders/image release orders-api %n %t/%N.cid
            Delegate=yes
            KillMode=mixed
            StandardOutput=null
            StandardError=journal
            SyslogIdentifier=%N
            TimeoutStartSec=90
            TimeoutStopSec=50
            Restart=on-failure
            RestartSec=2
            SuccessExitStatus=143

            [Install]
            WantedBy=multi-user.target

            """));
    }

    [Test]
    public void The_target_wants_what_starts_each_of_them() =>
        Assert.That(TextOf("orders.target", Unit("api", ("Socket", "8080")), Unit("worker", ("Kind", "quadlet")), Unit("cleanup", ("Kind", "timer"), ("OnCalendar", "daily"))), Is.EqualTo("""
            [Unit]
            Description=Takes orders
            Documentation=file:///usr/share/doc/orders/README.md
            Wants=orders-api.socket orders-api.service orders-worker.service orders-cleanup.timer

            [Install]
            WantedBy=multi-user.target

            """));

    [Test]
    public void The_image_is_there_once_and_the_configuration_once_more_for_each()
    {
        var paths = Plan(Unit("api"), Unit("cleanup", ("Kind", "timer"), ("OnCalendar", "daily"))).Spec.Files.Select(file => file.Path).ToList();
        Assert.That(paths.Where(path => path.StartsWith("/etc/", StringComparison.Ordinal) || path.StartsWith(Units, StringComparison.Ordinal)), Is.EquivalentTo(new[]
        {
            "/etc/orders", "/etc/orders/orders.env", "/etc/orders/orders-api.env", "/etc/orders/orders-cleanup.env", "/etc/sysconfig/orders-api", "/etc/sysconfig/orders-cleanup",
            Units + "orders-api.service", Units + "orders-cleanup.service", Units + "orders-cleanup.timer", Units + "orders-image.service", Units + "orders.target",
        }));
        Assert.That(paths, Is.Unique);
    }

    [Test]
    public void What_is_enabled_is_the_target_and_what_is_disabled_is_everything()
    {
        ServiceUnitInput[] units = [Unit("api"), Unit("worker")];
        Assert.That(Preset("enable"), Is.EqualTo("enable orders.target\n"));
        Assert.That(Preset("disable"), Is.EqualTo("disable orders.target\ndisable orders-api.service\ndisable orders-worker.service\n"));

        string Preset(string enable) => Requests.TextOf(Plan(service => service with { Enable = enable }, units), "/usr/lib/systemd/system-preset/50-orders.preset");
    }

    [TestCase("podman")]
    [TestCase("docker")]
    public void Systemd_has_nothing_to_say_about_the_units(string engine)
    {
        RealTool.Require("systemd-analyze");
        var plan = Plan(
            service => service with { Engine = engine, RunArguments = "-e 'A=50% of $5'", After = ["postgresql.service"] },
            Unit("api", ("Arguments", "'50% of $5' '' ';'"), ("Port", "8080"), ("Wants", "postgresql.service")),
            Unit("worker", ("Arguments", "work"), ("After", "orders-api.service"), ("Volume", "/var/lib/orders:/data")),
            Unit("cleanup", ("Kind", "timer"), ("OnCalendar", "daily")));
        UnitVerification.AssertSilent(plan);
    }

    private static readonly TestCaseData[] Fallbacks =
    [
        Falls("api.service", " --memory=104857600 ", service => service with { MemoryMax = "100M" }),
        Falls("api.service", " --memory=209715200 ", service => service with { MemoryMax = "100M" }, ("MemoryMax", "200M")),
        Falls("api.service", " --cpus=0.5 ", service => service with { CpuQuota = "150%" }, ("CpuQuota", "50%")),
        Falls("api.service", " --pids-limit=7 ", service => service with { PidsMax = "9" }, ("PidsMax", "7")),
        Falls("api.service", " --user=1000 ", service => service with { User = "0" }, ("User", "1000")),
        Falls("api.service", " --read-only ", service => service, ("ReadOnly", "true")),
        Falls("api.service", " --cap-drop=all --cap-add=CHOWN ", service => service with { Capabilities = ["none"] }, ("Capabilities", "chown")),
        Falls("api.service", " --network=host $ORDERS_API_RUN_ARGS ", service => service with { RunArguments = "--network=host" }),
        Falls("api.service", " --network=none $ORDERS_API_RUN_ARGS ", service => service with { RunArguments = "--network=host" }, ("RunArgs", "--network=none")),
        Falls("api.service", " --volume=/srv/a:/a:Z ", service => service with { Volumes = [new("/srv/b:/b")] }, ("Volume", "/srv/a:/a")),
        // Both of the package's services mount it.
        Falls("api.service", " --volume=/srv/b:/b:z ", service => service with { Volumes = [new("/srv/b:/b")] }),
        Falls("api.service", " --sdnotify=healthy ", service => service, ("HealthCommand", "true"), ("Notify", "healthy")),
        Falls("api.service", "\"--health-cmd=[\\\"/app\\\"]\" --health-interval=5s --health-retries=2 --health-start-period=60s", service => service, ("HealthCommand", "[\"/app\"]"), ("HealthInterval", "5s"), ("HealthRetries", "2"), ("HealthStartPeriod", "1m")),
        Falls("api.service", "\nExecReload=/usr/bin/podman kill --signal=USR1 ", service => service with { ReloadSignal = "HUP" }, ("ReloadSignal", "USR1")),
        Falls("api.service", "\nRestart=always\n", service => service with { Restart = "no" }, ("Restart", "always")),
        Falls("api.service", "\nTimeoutStopSec=25\n", service => service with { StopTimeout = "20" }, ("StopTimeout", "10")),
        Falls("api.service", "\nTimeoutStartSec=20\n", service => service with { StartTimeout = "20" }),
        Falls("api.service", "\nAfter=network-online.target orders-image.service a.service b.service\n", service => service with { After = ["c.service"] }, ("After", "a.service; b.service")),
        Falls("api.service", "\nWants=network-online.target c.service\n", service => service with { Wants = ["c.service"] }),
        Falls("api.service", "\nDescription=Answers 100%%\n", service => service, ("Description", "Answers 100%")),
        Falls("api.service", "\nLimitNOFILE=1024\n", service => service with { Options = [new("LimitNOFILE", "1024"), new("Persistent", "true", "Timer")] }),
        Falls("api.socket", "\nPartOf=orders.target\n\n[Socket]\nListenStream=8081\n", service => service, ("Socket", "8081")),
        // A job knows nothing of what servers have.
        Falls("cleanup.timer", "\nPartOf=orders.target\n\n[Timer]\nOnCalendar=daily\nPersistent=true\n", service => service with { Options = [new("Persistent", "true", "Timer")] }),
        Falls("cleanup.service", "\nType=oneshot\n", service => service with { Notify = "conmon", ReloadSignal = "HUP" }),
        Falls("cleanup.service", "\nTimeoutStartSec=infinity\n", service => service with { StartTimeout = "20" }),
        Falls("cleanup.service", "\nRestart=no\n", service => service with { Restart = "always" }),
    ];

    [TestCaseSource(nameof(Fallbacks))]
    public void Each_has_what_it_says_itself_and_else_what_the_package_says(string file, string expected, object change, (string, string)[] metadata)
    {
        var plan = Plan((Func<ServiceInput, ServiceInput>)change, Unit("api", metadata), Unit("cleanup", ("Kind", "timer"), ("OnCalendar", "daily")));
        Assert.That(Requests.TextOf(plan, Units + "orders-" + file), Does.Contain(expected));
    }

    [Test]
    public void The_environment_of_one_comes_after_that_of_all()
    {
        var plan = Plan(service => service with { Environment = [new("SHARED", "1")] }, Unit("api", ("Environment", "OWN=a b;OTHER=2")), Unit("worker"));
        Assert.That(Requests.TextOf(plan, "/etc/orders/orders.env"), Is.EqualTo("""
            # Environment of all services of orders.target: NAME=value, one a line, taken as it stands (no quotes, no expansion).
            # Each service has another such file, which has the last word. Then: systemctl restart orders.target
            SHARED=1

            """));
        Assert.That(Requests.TextOf(plan, "/etc/orders/orders-api.env"), Does.EndWith("\n# Then: systemctl restart orders-api.service\nOWN=a b\nOTHER=2\n"));
        Assert.That(Requests.TextOf(plan, "/etc/orders/orders-worker.env"), Does.EndWith("\n# Then: systemctl restart orders-worker.service\n"));
    }

    [Test]
    public void What_an_app_exposes_is_published_for_none_of_several() =>
        Assert.That(
            Requests.TextOf(Requests.Plan(Requests.App.With(service => service with { Units = [Unit("api"), Unit("worker")] })), Units + "orders-api.service"),
            Does.Not.Contain("--publish"));

    [Test]
    public void A_quadlet_among_them_has_its_arguments_and_no_installation_of_its_own()
    {
        var plan = Plan(service => service with { Enable = "enable" }, Unit("api", ("Kind", "quadlet"), ("Arguments", "serve 'a b'")), Unit("worker"));
        var text = Requests.TextOf(plan, "/usr/share/containers/systemd/orders-api.container");
        Assert.That(text, Does.Contain("\nExec=serve \"a b\"\n").And.Contain("\nPartOf=orders.target\n").And.Contain("\nEnvironmentFile=/etc/orders/orders.env\nEnvironmentFile=/etc/orders/orders-api.env\n").And.Not.Contain("[Install]"));
        Assert.That(plan.Spec.Dependencies.Select(dependency => (dependency.Name, dependency.Version)), Does.Contain(("podman", "5.0")));
    }

    [Test]
    public void A_quadlet_among_them_has_the_lines_that_the_project_gives_for_its_installation()
    {
        var plan = Plan(service => service with { Enable = "enable", Options = [new("RequiredBy", "shop.target", "Install")] }, Unit("api", ("Kind", "quadlet")), Unit("worker"));
        Assert.That(Requests.TextOf(plan, "/usr/share/containers/systemd/orders-api.container"), Does.EndWith("\n\n[Install]\nRequiredBy=shop.target\n"));
    }

    [Test]
    public void A_directory_of_several_is_made_as_one()
    {
        var plan = Plan(service => service with { Volumes = [new("/var/lib/orders:/data", "1654")] }, Unit("api"), Unit("worker"), Unit("cleanup", ("Volume", "/srv/a:/a")));
        Assert.That(Requests.TextOf(plan, "/usr/lib/tmpfiles.d/orders.conf"), Does.EndWith("\nd \"/var/lib/orders\" 0750 1654 1654 -\nd \"/srv/a\" 0750 0 0 -\n"));
        foreach (var role in (string[])["api", "worker", "cleanup"])
            Assert.That(Requests.TextOf(plan, $"{Units}orders-{role}.service"), Does.Contain("\nExecStartPre=/usr/bin/systemd-tmpfiles --create orders.conf\n"));
    }

    [Test]
    public void The_administrators_page_names_each_of_them()
    {
        var page = TextOfPage("/usr/share/doc/orders/README.md", Unit("api"), Unit("cleanup", ("Kind", "timer"), ("OnCalendar", "daily"), ("Description", "Throws old ones away")));
        Assert.That(page, Does.Contain("\nSeveral services that run a container image with podman.")
            .And.Contain("\n| start, stop, restart, enable all | systemctl start orders.target |\n")
            .And.Contain("\n| Takes orders (api) | systemctl start orders-api.service; journalctl -u orders-api.service |\n")
            .And.Contain("\n| Throws old ones away | systemctl start orders-cleanup.timer; journalctl -u orders-cleanup.service |\n")
            .And.Contain("\n| environment of the app, secrets too | /etc/orders/orders.env; for one service alone, with the last word, /etc/orders/orders-api.env, /etc/orders/orders-cleanup.env |\n")
            .And.Contain("\n| more arguments for podman run | /etc/sysconfig/orders-api, /etc/sysconfig/orders-cleanup |\n"));
    }

    [Test]
    public void A_role_can_be_a_property() =>
        Assert.That(
            TextOf("orders-worker.service", ServiceUnitInput.Parse("api"), ServiceUnitInput.Parse("worker=work --queue mail")),
            Does.Contain(" work --queue mail\n"));

    private static string TextOf(string unit, params ServiceUnitInput[] units) => TextOfPage(Units + unit, units);

    private static string TextOfPage(string path, params ServiceUnitInput[] units) => Requests.TextOf(Plan(units), path);

    private static PackagePlan Plan(params ServiceUnitInput[] units) => Plan(service => service, units);

    private static PackagePlan Plan(Func<ServiceInput, ServiceInput> change, params ServiceUnitInput[] units) =>
        Requests.Plan(Requests.Input.With(service => change(service) with { Units = [.. units] }));

    private static ServiceUnitInput Unit(string role, params (string Name, string Value)[] metadata) => Requests.Unit(role, metadata);

    private static TestCaseData Falls(string file, string expected, Func<ServiceInput, ServiceInput> change, params (string, string)[] metadata) =>
        new TestCaseData(file, expected, change, metadata).SetArgDisplayNames(file, expected.Trim());
}
