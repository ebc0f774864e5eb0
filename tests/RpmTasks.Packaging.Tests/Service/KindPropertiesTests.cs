using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Service.Calendar;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Packaging.Tests.Service.Calendar;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>Where each property stands in the units of a job and of a template.</summary>
public sealed class KindPropertiesTests
{
    private static readonly TestCaseData[] Properties =
    [
        Timer("timer", "\n[Timer]\nOnCalendar=daily\nOnCalendar=Sat 04:00\n\n", service => service with { OnCalendar = ["daily", "Sat 04:00"] }),
        Timer("timer", "\nOnCalendar=daily\nRandomizedDelaySec=5min\n", service => service with { Options = [new("RandomizedDelaySec", "5min", "Timer")] }),
        Timer("timer", "\n[Install]\nWantedBy=timers.target\nAlso=postgresql.service\n", service => service with { Options = [new("Also", "postgresql.service", "Install")] }),
        Timer("service", " --stop-timeout=10 ", service => service with { StopTimeout = "10" }),
        Timer("service", "\nTimeoutStopSec=25\n", service => service with { StopTimeout = "10" }),
        Timer("service", "\nTimeoutStartSec=600\n", service => service with { StartTimeout = "600" }),
        Timer("service", "\nRestart=on-failure\nRestartSec=2\n", service => service with { Restart = "on-failure", HostBaseline = "el9" }),
        Timer("service", "\nAfter=network-online.target orders-image.service postgresql.service\n", service => service with { After = ["postgresql.service"] }),
        Timer("service", "\nWants=network-online.target postgresql.service\n", service => service with { Wants = ["postgresql.service"] }),
        Timer("service", "\nSuccessExitStatus=143\nSuccessExitStatus=3\n", service => service with { Options = [new("SuccessExitStatus", "3")] }),
        Timer("service", " --publish=8080:8080 ", service => service with { Ports = ["8080"] }),
        Timer("service", " --volume=/var/lib/orders:/data:Z ", service => service with { Volumes = [new("/var/lib/orders:/data")] }),
        Timer("service", " --user=1654 ", service => service with { User = "1654" }),
        Timer("service", " -e \"A=%%i $$5\" ", service => service with { RunArguments = "-e 'A=%i $5'" }),
        Template(" --publish=127.0.0.1:%i:8080 ", service => service with { Ports = ["127.0.0.1:%i:8080"] }),
        Template(" --volume=/var/lib/orders:/data:z ", service => service with { Volumes = [new("/var/lib/orders:/data")] }),
        Template(" \"--volume=/srv/a b/%i:/b:Z\" ", service => service with { Volumes = [new("/srv/a b/%i:/b")] }),
        Template("\nRestart=always\nRestartSec=2\n", service => service with { Restart = "always" }),
        Template("\nTimeoutStartSec=600\n", service => service with { StartTimeout = "600" }),
        Template("\n[Install]\nWantedBy=multi-user.target\nDefaultInstance=8080\n", service => service with { Options = [new("DefaultInstance", "8080", "Install")] }),
        Template(" --health-cmd=true ", service => service with { HealthCommand = "true" }),
    ];

    [TestCaseSource(nameof(Properties))]
    public void Each_stands_in_its_unit(string unit, string expected, object change)
    {
        RealTool.Require("systemd-analyze");
        foreach (var engine in new[] { "podman", "docker" })
        {
            var plan = Plan(service => ((Func<ServiceInput, ServiceInput>)change)(service) with { Engine = engine });
            // docker also names its own unit.
            var text = Requests.TextOf(plan, $"/usr/lib/systemd/system/{unit}").Replace("docker.service ", "", StringComparison.Ordinal);
            Assert.That(text, Does.Contain(expected), engine);
            UnitVerification.AssertSilent(plan);
        }
    }

    [Test]
    public void The_reload_signal_goes_to_one_instance()
    {
        Assert.That(TemplateOf("podman"), Does.Contain("\nExecReload=/usr/bin/podman kill --signal=HUP --cidfile=%t/%N.cid\n"));
        Assert.That(TemplateOf("docker"), Does.Contain("\nExecReload=/usr/bin/docker kill --signal=HUP orders-%i\n"));

        static string TemplateOf(string engine) =>
            Requests.TextOf(Plan(service => service with { Kind = "template", Engine = engine, ReloadSignal = "HUP" }), "/usr/lib/systemd/system/orders@.service");
    }

    [Test]
    public void Systemd_loads_a_timer_of_whatever_is_accepted()
    {
        RealTool.Require("systemd-analyze");
        var texts = new CalendarTexts(1);
        var accepted = Enumerable.Range(0, 2000).Select(_ => texts.Next().Trim()).Where(text => CalendarExpression.FindFault(text) is null && IsOfThisHost(text)).ToList();
        Assert.That(accepted, Has.Count.GreaterThan(400));

        UnitVerification.AssertSilent(Plan(service => service with { Kind = "timer", OnCalendar = [.. accepted] }));

        // Which zones there are only the host knows.
        static bool IsOfThisHost(string text) => !text.Contains('/', StringComparison.Ordinal) || text.Split(' ')[^1] is var last && (!char.IsAsciiLetter(last[0]) || File.Exists("/usr/share/zoneinfo/" + last));
    }

    private static TestCaseData Timer(string suffix, string expected, Func<ServiceInput, ServiceInput> change) =>
        new($"orders.{suffix}", expected, (ServiceInput service) => change(service with { Kind = "timer", OnCalendar = ["daily"] }));

    private static TestCaseData Template(string expected, Func<ServiceInput, ServiceInput> change) =>
        new("orders@.service", expected, (ServiceInput service) => change(service with { Kind = "template" }));

    private static PackagePlan Plan(Func<ServiceInput, ServiceInput> change) => Requests.Plan(Requests.Input.With(change));
}
