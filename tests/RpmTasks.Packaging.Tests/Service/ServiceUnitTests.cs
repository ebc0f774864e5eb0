using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service;

public sealed class ServiceUnitTests
{
    [Test]
    public void The_podman_unit_is_the_one_that_was_tested()
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Ports = ["80:8080"] }));
        Assert.That(UnitOf(plan), Is.EqualTo($"""
            [Unit]
            Description=Takes orders
            Documentation=file:///usr/share/doc/orders/README.md
            Wants=network-online.target
            Requires=orders-image.service
            After=network-online.target orders-image.service
            RequiresMountsFor=%t/containers /var/lib/containers

            [Service]
            Type=notify
            NotifyAccess=all
            Environment=PODMAN_SYSTEMD_UNIT=%n
            EnvironmentFile=-/etc/sysconfig/orders
            ExecStartPre=/usr/libexec/orders/image claim orders %n %t/%N.cid
            ExecStart=/usr/bin/podman --events-backend=none run --name=orders --cidfile=%t/%N.cid --replace --rm -d --pull=never --cgroups=split --sdnotify=conmon --log-driver=journald --stop-timeout=35 --security-opt=no-new-privileges --publish=80:8080 --env-file=/etc/orders/orders.env $ORDERS_RUN_ARGS {plan.Image.ConfigDigest}
            ExecStartPost=-/usr/libexec/orders/image prune
            ExecStop=/usr/bin/podman --events-backend=none rm -v -f -i --cidfile=%t/%N.cid
            ExecStopPost=-/usr/libexec/orders/image release orders %n %t/%N.cid
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
    public void The_docker_unit_runs_the_content_tag_in_the_foreground()
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Engine = "docker", RunArguments = "-p 80:80 --env-file=/etc/nginx-environment" }));
        Assert.That(UnitOf(plan), Does.Contain(
            $"ExecStart=/usr/bin/docker run --name=orders --rm --pull=never --label=systemd-unit=%n --log-driver=local --stop-timeout=35 --security-opt=no-new-privileges --env-file=/etc/orders/orders.env -p 80:80 --env-file=/etc/nginx-environment $ORDERS_RUN_ARGS localhost/orders:1.2.3-{plan.Image.ConfigDigest.Hex[..12]}\n"));
        Assert.That(UnitOf(plan), Does.Contain("\nWants=network-online.target\nRequires=docker.service orders-image.service\nAfter=network-online.target docker.service orders-image.service\n").And.Contain("\nType=simple\n"));
    }

    [TestCase("", "service", " --log-driver=local --stop-timeout=35 ")]
    [TestCase("", "timer", " --log-driver=local --stop-timeout=35 ")]
    [TestCase("--log-driver=journald", "service", " --log-driver=local --stop-timeout=35 --security-opt=no-new-privileges --env-file=/etc/orders/orders.env --log-driver=journald $ORDERS_RUN_ARGS ")]
    [TestCase("--log-opt=tag=orders", "service", " --label=systemd-unit=%n --stop-timeout=35 ")]
    [TestCase("--log-opt tag=orders", "service", " --label=systemd-unit=%n --stop-timeout=35 ")]
    public void What_docker_keeps_of_the_log_has_an_end_unless_the_project_says_how_it_logs(string arguments, string kind, string expected) =>
        Assert.That(
            UnitOf(Requests.Plan(Requests.Input.With(service => service with { Engine = "docker", Kind = kind, OnCalendar = kind == "timer" ? ["daily"] : [], RunArguments = arguments }))),
            Does.Contain(expected));

    [Test]
    public void Docker_is_waited_for_where_it_can_say_that_the_app_is_well()
    {
        const string wait = "\nExecStartPost=/usr/libexec/orders/image wait orders\nExecStartPost=-/usr/libexec/orders/image prune\n";
        var docker = Requests.Input.With(service => service with { Engine = "docker", HealthCommand = "true" });
        Assert.That(UnitOf(Requests.Plan(docker)), Does.Not.Contain(" wait "));
        Assert.That(UnitOf(Requests.Plan(docker.With(service => service with { Notify = "healthy" }))), Does.Contain(wait));
    }

    [TestCase("", true)]
    [TestCase("--log-driver=passthrough", false)]
    [TestCase("--log-driver passthrough", false)]
    public void The_output_of_podman_itself_is_not_logged_unless_a_log_driver_may_write_to_it(string arguments, bool isDropped)
    {
        var unit = UnitOf(Requests.Plan(Requests.Input.With(service => service with { RunArguments = arguments })));
        Assert.That(unit.Contains("\nStandardOutput=null\nStandardError=journal\n", StringComparison.Ordinal), Is.EqualTo(isDropped));
        Assert.That(unit.Contains("\nStandardOutput=", StringComparison.Ordinal), Is.EqualTo(isDropped));
    }

    [TestCase("el8", "\nType=simple\n")]
    [TestCase("el9", "\nType=exec\n")]
    public void The_baseline_decides_what_systemd_can_do(string baseline, string line) =>
        Assert.That(UnitOf(Requests.Plan(Requests.Input.With(service => service with { Engine = "docker", HostBaseline = baseline }))), Does.Contain(line));

    [TestCase("", "the new image is imported while the old container runs, then the service restarts once.")]
    [TestCase("false", "what runs is left alone; the new image is imported, and used, at the next start.")]
    public void The_administrators_page_says_what_an_upgrade_does(string restart, string upgrade) =>
        Assert.That(
            Requests.TextOf(Requests.Plan(Requests.Input.With(service => service with { RestartOnUpgrade = restart })), "/usr/share/doc/orders/README.md"),
            Does.Contain($"\nUpgrade: {upgrade}\n"));

    [Test]
    public void An_app_publishes_what_it_exposes_and_has_no_capabilities() =>
        Assert.That(UnitOf(Requests.Plan(Requests.App)), Does.Contain(" --cap-drop=all --publish=53:53/udp --publish=8080:8080 "));

    [TestCase("--network host")]
    [TestCase("--net=host")]
    [TestCase("-p 9090:8080")]
    [TestCase("-p9090:8080")]
    [TestCase("--publish=9090:8080")]
    [TestCase("-P")]
    [TestCase("-qp 9090:8080")]
    public void The_users_own_network_arguments_replace_the_default_ports(string arguments) =>
        Assert.That(UnitOf(Requests.Plan(Requests.App.With(service => service with { RunArguments = arguments }))), Does.Not.Contain("--publish=8080:8080"));

    [Test]
    public void Publishing_can_be_switched_off() =>
        Assert.That(UnitOf(Requests.Plan(Requests.App.With(service => service with { PublishPorts = "false" }))), Does.Not.Contain("--publish"));

    [Test]
    public void Run_arguments_reach_the_engine_as_they_were() =>
        Assert.That(
            UnitOf(Requests.Plan(Requests.Input.With(service => service with { RunArguments = "-e 'A=50% of $5; \"x\"' -l 'b c'" }))),
            Does.Contain("""-e "A=50%% of $$5; \"x\"" -l "b c" $ORDERS_RUN_ARGS"""));

    [TestCase("podman", " --read-only ")]
    [TestCase("docker", " --read-only --tmpfs=/tmp ")]
    public void A_read_only_image_still_has_a_place_for_temporary_files(string engine, string arguments) =>
        Assert.That(UnitOf(Requests.Plan(Requests.Input.With(service => service with { Engine = engine, ReadOnly = "true" }))), Does.Contain(arguments));

    [Test]
    public void Timeouts_leave_the_engine_time_to_clean_up() =>
        Assert.That(
            UnitOf(Requests.Plan(Requests.Input.With(service => service with { StopTimeout = "100", StartTimeout = "300" }))),
            Does.Contain(" --stop-timeout=100 ").And.Contain("\nTimeoutStopSec=115\n").And.Contain("\nTimeoutStartSec=300\n"));

    [TestCase("podman", "orders")]
    [TestCase("docker", "orders")]
    [TestCase("podman", "my+orders")]
    [TestCase("docker", "7.orders_-x")]
    public void Systemd_has_nothing_to_say_about_the_units(string engine, string name)
    {
        RealTool.Require("systemd-analyze");
        var named = Requests.App with { Metadata = Requests.App.Metadata with { Name = name, Description = @"Ends in \" } };
        var plan = Requests.Plan(named.With(service => service with
        {
            Engine = engine,
            RunArguments = "-e 'A=50% of $5; \"x\"' '' ';' --label=ü",
            After = ["postgresql.service"],
            Wants = ["postgresql.service"],
        }));
        UnitVerification.AssertSilent(plan);
    }

    private static string UnitOf(PackagePlan plan) => Requests.TextOf(plan, $"/usr/lib/systemd/system/{plan.Service!.Request.Name}.service");
}
