using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Tests.Packing;

namespace RpmTasks.Packaging.Tests.Input;

/// <summary>What is wrong with several services: its code, and which of them the message names.</summary>
public sealed class ServiceUnitsReaderTests
{
    private static TestCaseData[] WrongWishes { get; } =
    [
        Wrong("RPMT5080", "RpmServiceUnit 'a b' cannot name a service of the package: letters", Unit("a b")),
        Wrong("RPMT5080", "RpmServiceUnit 'image' cannot name a service of the package: orders-image.service is", Unit("image")),
        Wrong("RPMT5080", "RpmServiceUnit '' cannot", ServiceUnitInput.Parse("=serve")),
        Wrong("RPMT5081", "RpmServiceUnit 'api' is there twice", Unit("api"), Unit("api", ("Arguments", "other"))),
        Wrong("RPMT5082", "RpmServiceUnit 'api' and 'worker' both want host port 8080/tcp", Unit("api", ("Port", "127.0.0.1:8080:80")), Unit("worker", ("Port", "8080"))),
        Wrong("RPMT5082", "RpmServiceUnit 'api' and 'worker' both want host port 8080/tcp", Unit("api", ("Socket", "8080")), Unit("worker", ("Port", "8080"))),
        Wrong("RPMT5005", "RpmServiceUnit 'api': RpmPort publishes host port 8080/tcp twice", Unit("api", ("Port", "8080;8080:81"))),
        Wrong("RPMT5084", "RpmServiceUnit 'api': Arguments=''a' cannot be arguments of the app", Unit("api", ("Arguments", "'a"))),
        Wrong("RPMT5084", "no systemd unit can carry a character of 'a", Unit("api", ("Arguments", "a\ufffe"))),
        Wrong("RPMT5084", "quadlet cannot carry ';'", Unit("api", ("Kind", "quadlet"), ("Arguments", "a ';'"))),
        Wrong("RPMT5085", "RpmServiceUnit 'api': A template", Unit("api", ("Kind", "template"))),
        Wrong("RPMT1001", "RpmServiceUnit 'api': RpmServiceKind='daemon'", Unit("api", ("Kind", "daemon"))),
        Wrong("RPMT5052", "RpmServiceUnit 'api': RpmServiceKind=timer has no time", Unit("api", ("Kind", "timer")), Unit("worker")),
        Wrong("RPMT5051", "RpmServiceUnit 'api': RpmServiceOnCalendar='daily' has no timer", Unit("api", ("OnCalendar", "daily"))),
        Wrong("RPMT5021", "RpmServiceUnit 'api': RpmServiceNotify='conmon' has no meaning", Unit("api", ("Kind", "timer"), ("OnCalendar", "daily"), ("Notify", "conmon"))),
        Wrong("RPMT5032", "RpmServiceUnit 'worker': RpmServiceMemoryMax='1'", Unit("api"), Unit("worker", ("MemoryMax", "1"))),
        Wrong("RPMT1011", "RpmServiceUnit 'worker': RpmEnvironment 'A B'", Unit("api"), Unit("worker", ("Environment", "A B=1"))),
        Wrong("RPMT1007", "RpmServiceUnit 'api': Description has a control character", Unit("api", ("Description", "a\nb"))),
        Wrong("RPMT5083", "RpmPort='80:8080' can be of one service only, and RpmServiceUnit makes several. Write it as Port=\"80:8080\"", service => service with { Ports = ["80:8080"] }),
        Wrong("RPMT5083", "RpmServiceSocket='8080'", service => service with { Sockets = ["8080"] }),
        Wrong("RPMT5083", "RpmServiceOnCalendar='daily'", service => service with { OnCalendar = ["daily"] }),
        Wrong("RPMT5083", "RpmServiceHealthCommand='true'", service => service with { HealthCommand = "true" }),
        Wrong("RPMT5088", "RpmServiceUnit makes several services of one image, and with RpmServiceEngine=systemd", service => service with { Engine = "systemd" }),
        Wrong("RPMT5086", "RpmUnitFile='orders.service'", service => service with { UnitFile = "orders.service" }),
        // Of all of them, so said once and of none.
        Wrong("RPMT1001", "RpmServiceRestart='often'", service => service with { Restart = "often" }),
        Wrong("RPMT1001", "RpmServiceEngine='lxc'", service => service with { Engine = "lxc" }),
        Wrong("RPMT1001", "RpmServiceEnable='always'", service => service with { Enable = "always" }),
        Wrong("RPMT5043", "RpmServiceOption 'Persistent': Section='Timer' is no section", service => service with { Options = [new("Persistent", "true", "Timer")] }),
    ];

    [TestCaseSource(nameof(WrongWishes))]
    public void A_wrong_wish_is_said_once_and_names_the_service(string code, string message, object change)
    {
        var exception = Assert.Throws<PackException>(() => RequestReader.Read(Requests.Input.With((Func<ServiceInput, ServiceInput>)change)))!;
        Assert.That(exception.Problems.Select(problem => problem.Rule.Code), Is.EqualTo(new[] { code }), exception.Message);
        Assert.That(exception.Problems[0].Message, Does.StartWith(message).Or.Contain(": Arguments=").And.Contain(message));
    }

    [Test]
    public void All_of_them_are_said_at_once()
    {
        var exception = Assert.Throws<PackException>(() => RequestReader.Read(Requests.Input.With(service => service with
        {
            Units = [Unit("api", ("Port", "x")), Unit("api"), Unit("worker", ("MemoryMax", "1"), ("Arguments", "\""))],
        })))!;
        Assert.That(exception.Problems.Select(problem => problem.Rule.Code), Is.EquivalentTo(new[] { "RPMT5081", "RPMT5003", "RPMT5032", "RPMT5084" }));
    }

    [Test]
    public void A_directory_has_one_owner()
    {
        var units = Requests.Input.With(service => service with
        {
            Volumes = [new("/var/lib/orders:/data")],
            Units = [Unit("api", ("User", "1000")), Unit("worker", ("User", "2000"))],
        });
        var exception = Assert.Throws<PackException>(() => Requests.Plan(units))!;
        Assert.That(exception.Problems.Single().Message, Does.StartWith("RpmServiceUnit: two services mount '/var/lib/orders'"));
        Assert.That(exception.Problems.Single().Rule.Code, Is.EqualTo("RPMT5087"));
    }

    [Test]
    public void Without_a_service_there_are_not_several_either() =>
        Assert.That(RequestReader.Read(Requests.Input.With(service => service with { Service = "false", Units = [Unit("a b")] })).Service, Is.Null);

    private static ServiceUnitInput Unit(string role, params (string Name, string Value)[] metadata) => Requests.Unit(role, metadata);

    private static TestCaseData Wrong(string code, string message, params ServiceUnitInput[] units) =>
        Case(code, message, service => service with { Units = [.. units] });

    private static TestCaseData Wrong(string code, string message, Func<ServiceInput, ServiceInput> change) =>
        Case(code, message, service => change(service) with { Units = [Unit("api"), Unit("worker")] });

    private static TestCaseData Case(string code, string message, Func<ServiceInput, ServiceInput> change) =>
        new TestCaseData(code, message, change).SetArgDisplayNames(code, message);
}
