using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Packaging.Trees;
using RpmTasks.Rpm.Model;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service.Native;

/// <summary>Where the image's config and each property stand in a unit without an engine; and what systemd says of it.</summary>
public sealed class NativeUnitTests
{
    private static readonly TestCaseData[] Properties =
    [
        Case("a reload signal", "\nRootDirectoryStartOnly=yes\nExecReload=+/bin/sh -c \"kill -s HUP ${MAINPID}\"\n", service => service with { ReloadSignal = "HUP" }),
        Case("the app says when it is ready", "\nType=notify\n", service => service with { Notify = "container" }),
        Case("the app says it where systemd does not hear", "\nType=simple\n", service => service with { AppNotifies = true, Notify = "conmon" }),
        Case("newer hosts", "\nType=exec\n", service => service with { HostBaseline = "el9" }),
        Case("memory", "\nMemoryMax=536870912\n", service => service with { MemoryMax = "512M" }),
        Case("processor", "\nCPUQuota=150%\n", service => service with { CpuQuota = "150%" }),
        Case("processes", "\nTasksMax=64\n", service => service with { PidsMax = "64" }),
        Case("an account", "\nUser=orders\n", service => service with { User = "orders" }),
        Case("root", "\nCapabilityBoundingSet=CAP_CHOWN\n", service => service with { User = "root", Capabilities = ["CHOWN"] }),
        Case("a capability", "\nAmbientCapabilities=CAP_NET_RAW\nCapabilityBoundingSet=CAP_NET_RAW\n", service => service with { Capabilities = ["NET_RAW"] }),
        Case("no capability", "\nCapabilityBoundingSet=\n", service => service with { Capabilities = ["none"], Ports = ["80:8080"] }),
        Case("another port", "\nEnvironment=\"ASPNETCORE_HTTP_PORTS=9090\"\n", service => service with { Ports = ["9090:8080"] }),
        Case("the same port", "\nEnvironment=\"ASPNETCORE_HTTP_PORTS=8080\"\n", service => service with { Ports = ["8080"] }),
        Case("a port below 1024", "\nAmbientCapabilities=CAP_NET_BIND_SERVICE\nCapabilityBoundingSet=CAP_NET_BIND_SERVICE\n", service => service with { Ports = ["80:8080"] }),
        Case("a volume", "\nStateDirectory=orders orders-data\nStateDirectoryMode=0750\n", service => service with { Volumes = [new("/var/lib/orders-data:/data")] }),
        Case("its mode", "\nStateDirectory=orders\nStateDirectoryMode=0700\n", service => service with { Volumes = [new("/var/lib/orders:/data", Mode: "700")] }),
        Case("a cache", "\nCacheDirectory=\"my cache\"\nCacheDirectoryMode=0750\n", service => service with { Volumes = [new("/var/cache/my cache:/cache:rw,Z")] }),
        Case("logs", "\nLogsDirectory=orders\nLogsDirectoryMode=0750\n", service => service with { Volumes = [new("/var/log/orders:/var/log/orders")] }),
        Case("a place of the host, read only", "\nBindReadOnlyPaths=/etc/pki:/etc/pki\n", service => service with { Volumes = [new("/etc/pki:/etc/pki:ro")] }),
        Case("a place of the host", "\nBindPaths=\"/opt/a b\":/b\n", service => service with { Volumes = [new("/opt/a b:/b")], User = "orders" }),
        Case("timeouts", "\nTimeoutStartSec=300\nTimeoutStopSec=100\n", service => service with { StartTimeout = "300", StopTimeout = "100" }),
        Case("restart", "\nRestart=always\nRestartSec=2\n", service => service with { Restart = "always" }),
        Case("units", "\nWants=network-online.target postgresql.service\nAfter=network-online.target postgresql.service\n", service => service with { After = ["postgresql.service"], Wants = ["postgresql.service"] }),
        Case("a socket", "\nRequires=orders.socket\nAfter=network-online.target orders.socket\n", service => service with { Sockets = ["8080"] }),
    ];

    private static readonly TestCaseData[] Configs =
    [
        Image("arguments", """{"Entrypoint":["/bin/a b","","$HOME"],"Cmd":["50%",";"]}""", "\nExecStart=\"/bin/a b\" \"\" \"$$HOME\" \"50%%\" \";\"\n"),
        Image("variables", """{"Entrypoint":["/a"],"Env":["A=x y","B=50% of $5","C","D=two\nlines","E=%i"]}""", "\nEnvironment=\"A=x y\"\nEnvironment=\"B=50%% of $5\"\nEnvironment=\"C=\"\nEnvironment=\"D=two\\nlines\"\nEnvironment=\"E=%%i\"\n"),
        Image("no home", """{"Entrypoint":["/a"]}""", "\nEnvironment=\"HOME=/var/lib/orders\"\n"),
        Image("a stop signal", """{"Entrypoint":["/a"],"StopSignal":"SIGQUIT"}""", "\nKillSignal=SIGQUIT\nKillMode=mixed\n"),
        Image("a stop signal without its prefix", """{"Entrypoint":["/a"],"StopSignal":"rtmin+3"}""", "\nKillSignal=SIGRTMIN+3\n"),
        Image("a stop signal by number", """{"Entrypoint":["/a"],"StopSignal":"3"}""", "\nKillSignal=3\n"),
        Image("a folder with a percent sign", """{"Entrypoint":["/a"],"WorkingDir":"/50% off/"}""", "\nWorkingDirectory=/50%% off\n"),
        Image("no folder", """{"Entrypoint":["/a"]}""", "\nWorkingDirectory=/\n"),
        Image("a port below 1024", """{"Entrypoint":["/a"],"ExposedPorts":{"80/tcp":{}}}""", "\nCapabilityBoundingSet=CAP_NET_BIND_SERVICE\n"),
        Image("volumes", """{"Entrypoint":["/a"],"Volumes":{"/data":{},"/var/lib/mysql":{},"/run/x":{}}}""", "\nStateDirectory=orders orders/data orders/var-lib-mysql\n"),
        Image("a home of the image's", """{"Entrypoint":["/a"],"WorkingDir":"/home/node/app","Env":["HOME=/home/node"]}""", "\nProtectHome=read-only\n"),
    ];

    [Test]
    public void The_unit_is_the_one_that_was_tested() =>
        Assert.That(NativePlans.Plan(service => service).Unit(), Is.EqualTo($"""
            [Unit]
            Description=Takes orders
            Documentation=file:///usr/share/doc/orders/README.md
            Wants=network-online.target
            After=network-online.target

            [Service]
            Type=simple
            RootDirectory={NativePlans.Root}
            MountAPIVFS=yes
            BindReadOnlyPaths=-/etc/resolv.conf -/etc/hosts
            WorkingDirectory=/app
            DynamicUser=yes
            StateDirectory=orders
            StateDirectoryMode=0750
            Environment="PATH=/usr/bin"
            Environment="ASPNETCORE_HTTP_PORTS=8080"
            Environment="HOME=/var/lib/orders"
            EnvironmentFile=/etc/orders/orders.env
            ExecStart=/app/Orders
            KillMode=mixed
            NoNewPrivileges=yes
            CapabilityBoundingSet=
            PrivateTmp=yes
            PrivateDevices=yes
            ProtectSystem=strict
            ProtectHome=yes
            ProtectKernelTunables=yes
            ProtectKernelModules=yes
            ProtectControlGroups=yes
            ProtectClock=yes
            ProtectHostname=yes
            ProtectProc=invisible
            RestrictSUIDSGID=yes
            RestrictRealtime=yes
            RestrictNamespaces=yes
            LockPersonality=yes
            SystemCallFilter=@system-service
            SystemCallErrorNumber=ENOSYS
            SystemCallArchitectures=native
            RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
            UMask=0077
            SyslogIdentifier=%N
            TimeoutStartSec=90
            TimeoutStopSec=35
            Restart=on-failure
            RestartSec=2
            SuccessExitStatus=143

            [Install]
            WantedBy=multi-user.target

            """));

    [TestCaseSource(nameof(Properties))]
    public void A_property_stands_in_the_unit(string expected, object change)
    {
        RealTool.Require("systemd-analyze");
        var plan = NativePlans.Plan((Func<ServiceInput, ServiceInput>)change);
        Assert.That(plan.Unit(), Does.Contain(expected));
        UnitVerification.AssertSilent(plan);
    }

    [TestCaseSource(nameof(Configs))]
    public void The_images_config_stands_in_the_unit(string config, string expected)
    {
        RealTool.Require("systemd-analyze");
        var plan = NativePlans.Plan(service => service, config);
        Assert.That(plan.Unit(), Does.Contain(expected));
        UnitVerification.AssertSilent(plan);
    }

    [Test]
    public void The_projects_own_lines_come_last_and_open_the_sandbox()
    {
        var unit = NativePlans.Plan(service => service with { Options = [new("ProtectHome", "no"), new("PrivateTmp", "no")] }).Unit();
        Assert.That(unit, Does.Contain("\nProtectHome=no\nPrivateTmp=no\n\n[Install]"));
    }

    [Test]
    public void No_property_asks_for_what_ends_the_runtime() =>
        Assert.That(NativePlans.Plan(service => service).Unit(), Does.Not.Contain("MemoryDenyWriteExecute"));

    [TestCase("timer")]
    [TestCase("template")]
    [TestCase("socket")]
    public void Systemd_has_nothing_to_say_about_the_other_kinds(string kind)
    {
        RealTool.Require("systemd-analyze");
        var plan = NativePlans.Plan(service => kind switch
        {
            "timer" => service with { Kind = kind, OnCalendar = ["daily"] },
            "template" => service with { Kind = kind, Ports = ["%i:8080"], Volumes = [new("/var/lib/x/%i:/var/lib/x/%i")] },
            _ => service with { Sockets = ["8080"], Notify = "container" },
        });
        UnitVerification.AssertSilent(plan);
    }

    [Test]
    public void A_job_runs_to_its_end() =>
        Assert.That(
            NativePlans.Plan(service => service with { Kind = "timer", OnCalendar = ["daily"] }).Unit(),
            Does.Contain("\nType=oneshot\n").And.Contain("\nRestart=no\n").And.Contain("\nTimeoutStartSec=infinity\n").And.Not.Contain("[Install]"));

    [Test]
    public void An_instance_has_its_own_port_state_and_environment() =>
        Assert.That(
            NativePlans.Plan(service => service with { Kind = "template", Ports = ["%i:8080"] }).Unit("orders@.service"),
            Does.Contain("\nStateDirectory=orders/%i\n").And.Contain("\nTemporaryFileSystem=/var/lib/orders:ro\n").And.Contain("\nEnvironment=\"ASPNETCORE_HTTP_PORTS=%i\"\nEnvironment=\"HOME=/var/lib/orders/%i\"\n")
                .And.Contain("\nEnvironmentFile=/etc/orders/orders.env\nEnvironmentFile=-/etc/orders/%i.env\n"));

    [Test]
    public void An_app_is_bound_over_its_shared_base() =>
        Assert.That(
            NativePlans.Plan(NativePlans.App, app: new TreeBind(NativePlans.Root, "/app")).Unit(),
            Does.Contain($"\nRootDirectory=/usr/libexec/container-roots/0123456789abcdef\n").And.Contain($"\nBindReadOnlyPaths={NativePlans.Root}:/app\n").And.Contain("\nTemporaryFileSystem=/var/lib:ro\n"));

    [Test]
    public void No_engine_is_required_and_nothing_of_one_is_packaged()
    {
        var spec = NativePlans.Plan(service => service).Spec;
        Assert.That(spec.Dependencies.Where(dependency => dependency.Kind == DependencyKind.Requires).Select(dependency => dependency.Name).Distinct(), Is.EqualTo(new[] { "systemd" }));
        Assert.That(spec.Files.Select(file => file.Path), Is.EquivalentTo(new[]
        {
            "/etc/orders", "/etc/orders/orders.env", "/usr/lib/systemd/system/orders.service", "/usr/share/doc/orders", "/usr/share/doc/orders/README.md", "/usr/share/doc/orders/orders.spdx.json",
        }));
    }

    [Test]
    public void An_app_that_talks_to_systemd_sees_that_systemd_started_it() =>
        Assert.That(NativePlans.Plan(service => service with { Notify = "container" }).Unit(), Does.Contain("\nType=notify\n").And.Not.Contain("ProtectProc="));

    [Test]
    public void Its_exposure_is_small()
    {
        RealTool.Require("systemd-analyze");
        using var folder = new TemporaryFolder();
        var unit = folder.File("orders.service");
        File.WriteAllText(unit, NativePlans.Plan(service => service).Unit());

        // In tenths; 20 is the 2.0 that the command shows.
        var verdict = RealTool.Run("systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", unit);

        Assert.That(verdict.ExitCode, Is.Zero, verdict.All);
    }

    [Test]
    public void A_unit_of_the_projects_own_is_filled()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("own.service"), "[Service]\nRootDirectory=@IMAGE@\nExecStart=/app/@NAME@\n");
        var input = NativePlans.App.With(service => service with { UnitFile = "own.service" });
        Assert.That(
            NativePlans.Plan(input with { Places = input.Places with { ProjectFolder = folder.Path } }).Unit(),
            Is.EqualTo($"[Service]\nRootDirectory={NativePlans.Root}\nExecStart=/app/orders\n"));
    }

    [Test]
    public void The_environment_file_is_in_systemds_syntax() =>
        Assert.That(
            Requests.TextOf(NativePlans.Plan(service => service with { Environment = [new("A", "plain"), new("B", "a \"b\" $c `d` \\e 50%"), new("C", "")] }), "/etc/orders/orders.env"),
            Does.EndWith("\nA=plain\nB=\"a \\\"b\\\" \\$c \\`d\\` \\\\e 50%\"\nC=\n"));

    [TestCase("", "the service restarts once, as soon as the new files are there; the older ones are removed after that.")]
    [TestCase("false", "what runs is left alone, without the older files, which are removed; restart it soon.")]
    public void The_administrators_page_speaks_of_no_engine(string restart, string upgrade) =>
        Assert.That(
            Requests.TextOf(NativePlans.Plan(service => service with { RestartOnUpgrade = restart }), "/usr/share/doc/orders/README.md"),
            Does.Contain($"\nUpgrade: {upgrade}\n").And.Contain($"| the image's files | {NativePlans.Root} |").And.Not.Contain("podman").And.Not.Contain("/etc/sysconfig"));

    private static TestCaseData Case(string name, string expected, Func<ServiceInput, ServiceInput> change) => new TestCaseData(expected, change).SetArgDisplayNames(name);

    private static TestCaseData Image(string name, string config, string expected) => new TestCaseData(config, expected).SetArgDisplayNames(name);
}
