using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>The units of the kinds beside the plain service.</summary>
public sealed class UnitKindsTests
{
    private const string Units = "/usr/lib/systemd/system/";

    [Test]
    public void A_quadlet_says_in_podmans_own_words_what_a_plain_unit_says()
    {
        var plan = Plan(service => service with
        {
            Kind = "quadlet",
            Ports = ["80:8080"],
            Volumes = [new("/var/lib/orders:/data"), new("/srv/a b:/b")],
            ReadOnly = "true",
            RunArguments = "--env 'A=50% of $5'",
            ReloadSignal = "HUP",
            Options = [new("Timezone", "local", "Container")],
        });
        Assert.That(Requests.TextOf(plan, "/usr/share/containers/systemd/orders.container"), Is.EqualTo($"""
            [Unit]
            Description=Takes orders
            Documentation=file:///usr/share/doc/orders/README.md
            Wants=network-online.target
            Requires=orders-image.service
            After=network-online.target orders-image.service

            [Container]
            ContainerName=orders
            Image={plan.Image.ConfigDigest}
            Pull=never
            Notify=false
            LogDriver=journald
            GlobalArgs=--events-backend=none
            StopTimeout=35
            NoNewPrivileges=true
            ReadOnly=true
            PublishPort=80:8080
            Volume=/var/lib/orders:/data:Z
            PodmanArgs="--volume=/srv/a b:/b:Z"
            EnvironmentFile=/etc/orders/orders.env
            PodmanArgs=--env
            PodmanArgs="A=50%% of $$5"
            PodmanArgs=$ORDERS_RUN_ARGS
            Timezone=local

            [Service]
            EnvironmentFile=-/etc/sysconfig/orders
            ExecStartPre=/usr/libexec/orders/image claim orders %n %t/%N.cid
            ExecStartPre=-/usr/libexec/orders/image adopt /var/lib/orders 0:0
            ExecStartPre=/usr/bin/systemd-tmpfiles --create orders.conf
            ExecStartPost=-/usr/libexec/orders/image prune
            ExecReload=/usr/bin/podman kill --signal=HUP --cidfile=%t/%N.cid
            StandardOutput=null
            StandardError=journal
            SyslogIdentifier=%N
            TimeoutStartSec=90
            TimeoutStopSec=50
            Restart=on-failure
            RestartSec=2
            SuccessExitStatus=143

            """));
        Assert.That(Paths(plan), Does.Not.Contain(Units + "orders.service"));
    }

    [Test]
    public void The_socket_of_a_quadlet_is_a_unit_like_others()
    {
        var plan = Plan(service => service with { Kind = "quadlet", Enable = "enable", Sockets = ["8080"] });
        Assert.That(Requests.TextOf(plan, "/usr/lib/systemd/system-preset/50-orders.preset"), Is.EqualTo("enable orders.socket\n"));
        Assert.That(
            Requests.TextOf(plan, "/usr/share/doc/orders/README.md"),
            Does.Contain("| start, stop | systemctl start orders.socket orders.service |\n").And.Contain("| systemctl enable orders.socket |\n"));
    }

    [Test]
    public void A_quadlet_is_enabled_only_where_the_project_says_so()
    {
        var plan = Plan(service => service with { Kind = "quadlet", Enable = "enable" });
        Assert.That(Requests.TextOf(plan, "/usr/share/containers/systemd/orders.container"), Does.EndWith("\n[Install]\nWantedBy=multi-user.target\n"));
        Assert.That(Paths(plan), Has.None.Contains("preset"));
    }

    [Test]
    public void Lines_for_the_installation_of_a_quadlet_are_written_whatever_enables_it()
    {
        const string file = "/usr/share/containers/systemd/orders.container";
        var given = Plan(service => service with { Kind = "quadlet", Options = [new("WantedBy", "graphical.target", "Install"), new("Alias", "bestellungen.service", "Install")] });
        Assert.That(Requests.TextOf(given, file), Does.EndWith("\n\n[Install]\nWantedBy=graphical.target\nAlias=bestellungen.service\n"));
        Assert.That(Requests.TextOf(given, "/usr/share/doc/orders/README.md"), Does.Contain("| start at boot | it does; systemctl mask orders.service prevents it |\n"));

        var alias = Plan(service => service with { Kind = "quadlet", Options = [new("Alias", "bestellungen.service", "Install")] });
        Assert.That(Requests.TextOf(alias, file), Does.EndWith("\n\n[Install]\nAlias=bestellungen.service\n"));
        Assert.That(Requests.TextOf(alias, "/usr/share/doc/orders/README.md"), Does.Contain("| start at boot | [Install] and WantedBy=multi-user.target in "));

        var enabled = Plan(service => service with { Kind = "quadlet", Enable = "enable", Options = [new("Alias", "bestellungen.service", "Install")] });
        Assert.That(Requests.TextOf(enabled, file), Does.EndWith("\n[Install]\nWantedBy=multi-user.target\nAlias=bestellungen.service\n"));
    }

    [Test]
    public void A_timer_starts_a_job_that_runs_in_the_foreground()
    {
        var plan = Plan(service => service with { Kind = "timer", OnCalendar = ["Mon..Fri 02:30", "Sat 04:00"], Options = [new("Persistent", "true", "Timer")], Enable = "enable" });
        Assert.That(Requests.TextOf(plan, Units + "orders.timer"), Is.EqualTo("""
            [Unit]
            Description=Timer of Takes orders
            Documentation=file:///usr/share/doc/orders/README.md

            [Timer]
            OnCalendar=Mon..Fri 02:30
            OnCalendar=Sat 04:00
            Persistent=true

            [Install]
            WantedBy=timers.target

            """));
        Assert.That(Requests.UnitOf(plan), Is.EqualTo($"""
            [Unit]
            Description=Takes orders
            Documentation=file:///usr/share/doc/orders/README.md
            Wants=network-online.target
            Requires=orders-image.service
            After=network-online.target orders-image.service
            RequiresMountsFor=%t/containers /var/lib/containers

            [Service]
            Type=oneshot
            Environment=PODMAN_SYSTEMD_UNIT=%n
            EnvironmentFile=-/etc/sysconfig/orders
            ExecStartPre=/usr/libexec/orders/image claim orders %n %t/%N.cid
            ExecStart=/usr/bin/podman --events-backend=none run --name=orders --cidfile=%t/%N.cid --replace --rm --pull=never --cgroups=split --sdnotify=ignore --log-driver=passthrough --stop-timeout=35 --security-opt=no-new-privileges --env-file=/etc/orders/orders.env $ORDERS_RUN_ARGS {plan.Image.ConfigDigest}
            ExecStopPost=-/usr/libexec/orders/image release orders %n %t/%N.cid
            ExecStopPost=-/usr/libexec/orders/image prune
            Delegate=yes
            KillMode=mixed
            SyslogIdentifier=%N
            TimeoutStartSec=infinity
            TimeoutStopSec=50
            Restart=no
            SuccessExitStatus=143

            """));
        Assert.That(Requests.TextOf(plan, "/usr/lib/systemd/system-preset/50-orders.preset"), Is.EqualTo("enable orders.timer\n"));
    }

    [Test]
    public void A_template_names_container_port_and_data_after_its_instance()
    {
        var plan = Plan(service => service with
        {
            Kind = "template",
            Ports = ["%i:8080"],
            Volumes = [new("/var/lib/orders/%i:/data", "1654:1654"), new("/srv/shared:/shared"), new("cache-%i:/cache")],
            RunArguments = "-e A=%i",
        });
        Assert.That(Requests.TextOf(plan, Units + "orders@.service"), Does
            .Contain("\nEnvironmentFile=-/etc/sysconfig/orders\nEnvironmentFile=-/etc/sysconfig/orders-%i\n")
            .And.Contain("\nExecStartPre=-/usr/libexec/orders/image adopt /var/lib/orders/%i 1654:1654\nExecStartPre=/usr/bin/systemd-tmpfiles --create orders.conf\nExecStartPre=/usr/bin/install -d -m 0750 -o 1654 -g 1654 /var/lib/orders/%i\n")
            .And.Contain(" --name=orders-%i --cidfile=%t/%N.cid ")
            .And.Contain(" --publish=%i:8080 --volume=/var/lib/orders/%i:/data:Z --volume=/srv/shared:/shared:z --volume=cache-%i:/cache ")
            .And.Contain(" -e \"A=%%i\" "));
        Assert.That(Requests.TextOf(plan, "/usr/lib/tmpfiles.d/orders.conf"), Does.Contain("/srv/shared").And.Not.Contain("%i"));
    }

    [Test]
    public void A_socket_belongs_to_systemd()
    {
        var plan = Requests.Plan(Requests.App.With(service => service with { Sockets = ["8080", "/run/orders.socket"], Options = [new("Backlog", "100", "Socket")] }));
        Assert.That(Requests.TextOf(plan, Units + "orders.socket"), Is.EqualTo("""
            [Unit]
            Description=Socket of Takes orders
            Documentation=file:///usr/share/doc/orders/README.md

            [Socket]
            ListenStream=8080
            ListenStream=/run/orders.socket
            Backlog=100

            [Install]
            WantedBy=sockets.target

            """));
        Assert.That(Requests.UnitOf(plan), Does
            .Contain("\nRequires=orders-image.service orders.socket\n")
            .And.Contain("\nAfter=network-online.target orders-image.service orders.socket\n")
            .And.Contain("\nWantedBy=multi-user.target\nAlso=orders.socket\n")
            .And.Not.Contain("--publish"));
    }

    [TestCase("timer")]
    [TestCase("template")]
    public void Jobs_and_instances_publish_nothing_by_default(string kind)
    {
        var plan = Requests.Plan(Requests.App.With(service => service with { Kind = kind, OnCalendar = kind == "timer" ? ["daily"] : [] }));
        Assert.That(Requests.TextOf(plan, plan.Service!.Paths.ServiceUnitFile), Does.Not.Contain("--publish"));
    }

    [Test]
    public void What_writes_priorities_writes_them_for_systemd() =>
        Assert.That(Requests.UnitOf(Plan(service => service with { AppNotifies = true })), Does.Contain(" --sdnotify=container --log-driver=passthrough "));

    [TestCase("podman", "timer")]
    [TestCase("docker", "timer")]
    [TestCase("podman", "template")]
    [TestCase("docker", "template")]
    [TestCase("podman", "service")]
    public void Systemd_has_nothing_to_say_about_them(string engine, string kind)
    {
        RealTool.Require("systemd-analyze");
        var plan = Plan(service => service with
        {
            Engine = engine,
            Kind = kind,
            OnCalendar = kind == "timer" ? ["daily"] : [],
            Sockets = kind == "service" ? ["127.0.0.1:8080"] : [],
            Volumes = [new("/var/lib/orders:/data"), .. kind == "template" ? [new VolumeInput("/srv/a b/%i:/b")] : Array.Empty<VolumeInput>()],
        });
        UnitVerification.AssertSilent(plan);
    }

    private static PackagePlan Plan(Func<ServiceInput, ServiceInput> change) => Requests.Plan(Requests.Input.With(change));

    private static IEnumerable<string> Paths(PackagePlan plan) => plan.Spec.Files.Select(file => file.Path);
}
