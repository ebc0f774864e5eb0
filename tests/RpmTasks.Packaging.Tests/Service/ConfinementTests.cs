using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Tests.Packing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>What the container may do, on the engine's command line.</summary>
public sealed class ConfinementTests
{
    private static TestCaseData[] Flags { get; } =
    [
        Case("nothing said", service => service, "--security-opt=no-new-privileges"),
        Case("a user", service => service with { User = "1654:1654" }, "--security-opt=no-new-privileges --user=1654:1654"),
        Case("no capability", service => service with { Capabilities = ["none"] }, "--security-opt=no-new-privileges --cap-drop=all"),
        Case("capabilities as anyone writes them", service => service with { Capabilities = ["CAP_NET_BIND_SERVICE", "chown"] }, "--security-opt=no-new-privileges --cap-drop=all --cap-add=CHOWN --cap-add=NET_BIND_SERVICE"),
        Case("megabytes", service => service with { MemoryMax = "512M" }, "--security-opt=no-new-privileges --memory=536870912"),
        Case("bytes", service => service with { MemoryMax = "10000000" }, "--security-opt=no-new-privileges --memory=10000000"),
        Case("terabytes", service => service with { MemoryMax = "1t" }, "--security-opt=no-new-privileges --memory=1099511627776"),
        Case("half a core", service => service with { CpuQuota = "50%" }, "--security-opt=no-new-privileges --cpus=0.5"),
        Case("two cores", service => service with { CpuQuota = "200%" }, "--security-opt=no-new-privileges --cpus=2"),
        Case("threads", service => service with { PidsMax = "64" }, "--security-opt=no-new-privileges --pids-limit=64"),
    ];

    [TestCaseSource(nameof(Flags))]
    public void It_is_said_to_the_engine(object change, string flags)
    {
        var change2 = (Func<ServiceInput, ServiceInput>)change;
        Assert.That(Requests.UnitOf(Requests.Plan(Requests.Input.With(change2))), Does.Contain($" --stop-timeout=35 {flags} --env-file="));
    }

    [TestCase(new string[0], " --cap-drop=all ")]
    [TestCase(new[] { "NET_RAW" }, " --cap-drop=all --cap-add=NET_RAW ")]
    public void An_app_has_the_capabilities_it_asks_for_alone(string[] capabilities, string flags) =>
        Assert.That(Requests.UnitOf(Requests.Plan(Requests.App.With(service => service with { Capabilities = [.. capabilities] }))), Does.Contain(flags));

    [Test]
    public void An_app_can_have_the_engines_usual_capabilities() =>
        Assert.That(Requests.UnitOf(Requests.Plan(Requests.App.With(service => service with { Capabilities = ["default"] }))), Does.Not.Contain("--cap-"));

    private static TestCaseData Case(string name, Func<ServiceInput, ServiceInput> change, string flags) => new TestCaseData(change, flags).SetArgDisplayNames(name);
}
