using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Tests.Packing;

namespace RpmTasks.Packaging.Tests.Service.Native;

/// <summary>What has no meaning without an engine, a row each: its code, and what the message names and advises.</summary>
public sealed class NativeFaultTests
{
    private static readonly TestCaseData[] Wishes =
    [
        Wish("RPMT5060", "RpmServiceHealthCommand='true' is for a container engine", "WatchdogSec", service => service with { HealthCommand = "true" }),
        Wish("RPMT5060", "RpmServiceNotify='healthy'", "RpmServiceNotify=container", service => service with { Notify = "healthy" }),
        Wish("RPMT5060", "RpmServiceReadOnly='false'", "RpmVolume", service => service with { ReadOnly = "false" }),
        Wish("RPMT5060", "RpmPublishPorts='false'", "127.0.0.1", service => service with { PublishPorts = "false" }),
        Wish("RPMT5060", "RpmServiceCapabilities='default'", "NET_BIND_SERVICE", service => service with { Capabilities = ["default"] }),
        Wish("RPMT5061", "RpmRunArgs has '--privileged'", "RpmServiceCapabilities", service => service with { RunArguments = "--privileged" }),
        Wish("RPMT5061", "RpmRunArgs has '--device'", "DeviceAllow", service => service with { RunArguments = "--device /dev/ttyUSB0" }),
        Wish("RPMT5061", "RpmRunArgs has '-p'", "RpmPort", service => service with { RunArguments = "-p80:80" }),
        Wish("RPMT5061", "RpmRunArgs has '--frobnicate'", "RpmServiceOption", service => service with { RunArguments = "--frobnicate=1" }),
        Wish("RPMT5001", "is never closed", "RpmRunArgs", service => service with { RunArguments = "'a" }),
        Wish("RPMT5022", "RpmServiceEngine is 'systemd'", "RpmServiceKind=service", service => service with { Kind = "quadlet" }),
        Wish("RPMT5062", "RpmPort '127.0.0.1:8080:8080'", "ASPNETCORE_URLS", service => service with { Ports = ["127.0.0.1:8080:8080"] }),
        Wish("RPMT5062", "RpmPort '53:5353/udp'", "Let the app listen", service => service with { Ports = ["53:5353/udp"] }),
        Wish("RPMT5062", "RpmPort '80:81'", "Let the app listen", service => service with { Ports = ["80:81"] }),
        Wish("RPMT5063", "RpmServiceUser='1654:1654'", "/usr/lib/sysusers.d", service => service with { User = "1654:1654" }),
        Wish("RPMT5065", "RpmVolume 'orders-data:/data'", "/var/lib/orders:/data", service => service with { Volumes = [new("orders-data:/data")] }),
        Wish("RPMT5065", "RpmVolume '/srv/orders:/data'", "RpmServiceUser", service => service with { Volumes = [new("/srv/orders:/data")] }),
        Wish("RPMT5065", "its owner is the service's user", "Remove Owner", service => service with { Volumes = [new("/var/lib/orders:/data", Owner: "5:5")] }),
        Wish("RPMT5065", "'U' is an option of an engine", "Remove it", service => service with { Volumes = [new("/var/lib/orders:/data:U")] }),
        Wish("RPMT5065", "has another Mode", "the same Mode", service => service with { Volumes = [new("/var/lib/a:/a", Mode: "700"), new("/var/lib/b:/b", Mode: "750")] }),
        Wish("RPMT5065", "cannot lead to a folder of the instance", "STATE_DIRECTORY", service => service with { Kind = "template", Volumes = [new("/var/lib/a/%i:/a")] }),
        Wish("RPMT1011", "RpmEnvironment 'Logging__LogLevel__Microsoft.AspNetCore'", "letters, digits and '_'", service => service with { Environment = [new("Logging__LogLevel__Microsoft.AspNetCore", "Warning")] }),
        Wish("RPMT5045", "RpmServiceOption 'RootDirectory'", "Remove it", service => service with { Options = [new("RootDirectory", "/srv")] }),
        Wish("RPMT5047", "RpmServiceMemoryMax would be lost", "@IMAGE@", service => service with { UnitFile = "{own}", MemoryMax = "1G" }),
    ];

    private static readonly TestCaseData[] Images =
    [
        new("RPMT5064", """{"Entrypoint":["/a"],"Env":["a.b=c"]}""", "variable 'a.b'"),
        new("RPMT5064", """{"Entrypoint":["/a"],"Env":["A=\u0007"]}""", "variable 'A'"),
        new("RPMT5064", """{"Entrypoint":["/a"],"StopSignal":"SIGNONE"}""", "stop signal 'SIGNONE'"),
        new("RPMT5064", """{"Entrypoint":["/a","\ufffe"]}""", "command"),
        new("RPMT5064", """{"Entrypoint":["/a"],"WorkingDir":"/a\\"}""", "working directory"),
    ];

    [TestCaseSource(nameof(Wishes))]
    public void A_wish_is_refused_with_what_to_use_instead(string code, string what, string remedy, object change)
    {
        using var folder = new RpmTasks.Testing.TemporaryFolder();
        File.WriteAllText(folder.File("own.service"), "[Service]\nRootDirectory=@IMAGE@\nExecStart=/app/orders\n");
        var input = NativePlans.App with { Places = NativePlans.App.Places with { ProjectFolder = folder.Path } };
        input = input.With((Func<ServiceInput, ServiceInput>)change).With(service => service with { UnitFile = service.UnitFile.Replace("{own}", "own.service", StringComparison.Ordinal) });

        var problems = Assert.Throws<PackException>(() => NativePlans.Plan(input))!.Problems;

        Assert.That(problems.Select(problem => problem.Rule.Code), Is.EqualTo(new[] { code }));
        Assert.That(problems.Single().Message, Does.Contain(what).And.Contain(remedy));
    }

    [TestCaseSource(nameof(Images))]
    public void What_the_image_asks_for_and_no_unit_can_give_is_named(string code, string config, string what)
    {
        var problems = Assert.Throws<PackException>(() => NativePlans.Plan(service => service, config))!.Problems;

        Assert.That(problems.Select(problem => problem.Rule.Code), Is.EqualTo(new[] { code }));
        Assert.That(problems.Single().Message, Does.Contain(what));
    }

    [Test]
    public void A_volume_of_the_image_is_no_instances_own() =>
        Assert.That(
            Assert.Throws<PackException>(() => NativePlans.Plan(service => service with { Kind = "template" }, """{"Entrypoint":["/a"],"Volumes":{"/data":{}}}"""))!.Message,
            Does.Contain("volume '/data'").And.Contain("/var/lib/orders-data:/data"));

    [Test]
    public void All_of_it_is_said_at_once() =>
        Assert.That(
            Assert.Throws<PackException>(() => NativePlans.Plan(service => service with { Ports = ["80:81"], Volumes = [new("/srv/a:/a")] }, """{"Entrypoint":["/a"],"StopSignal":"x","Env":["a b=c"]}"""))!.Problems,
            Has.Length.EqualTo(4));

    private static TestCaseData Wish(string code, string what, string remedy, Func<ServiceInput, ServiceInput> change) =>
        new TestCaseData(code, what, remedy, change).SetArgDisplayNames(code, what);
}
