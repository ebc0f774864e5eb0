using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Reports;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Packaging.Tests.Service.Native;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Reports;

/// <summary>What the page calls tight, usual and open.</summary>
internal sealed class HardeningTests
{
    [Test]
    public void An_app_without_capabilities_and_not_root_is_tight() =>
        Assert.That(Facts(Requests.App, "1654"), Is.SupersetOf(new[] { "User in the container=1654 Tight", "Capabilities=none Tight", "Memory=no limit Usual" }));

    [TestCase("")]
    [TestCase("0:0")]
    [TestCase("root")]
    public void Root_in_the_container_is_open(string user) =>
        Assert.That(Facts(Requests.Input, user), Has.Member("User in the container=root Open"));

    [Test]
    public void The_service_user_counts_before_that_of_the_image() =>
        Assert.That(Facts(Requests.Input.With(service => service with { User = "1000" }), "root"), Has.Member("User in the container=1000 Tight"));

    [Test]
    public void What_is_limited_and_read_only_is_tight() =>
        Assert.That(
            Facts(Requests.Input.With(service => service with { ReadOnly = "true", MemoryMax = "512M", CpuQuota = "150%", PidsMax = "64" }), "1"),
            Is.SupersetOf(new[] { "File system of the container=read-only Tight", "Memory=at most 536.9 MB Tight", "CPU=at most 150 % Tight", "Processes=at most 64 Tight" }));

    [TestCase("--privileged", "--privileged")]
    [TestCase("--cap-add NET_ADMIN", "--cap-add=NET_ADMIN")]
    [TestCase("--device=/dev/kvm", "--device=/dev/kvm")]
    [TestCase("--network=host", "--network=host")]
    [TestCase("-v /:/host", "--volume=/:/host")]
    [TestCase("-v/:/host", "--volume=/:/host")]
    [TestCase("-Pv /:/host", "--volume=/:/host")]
    [TestCase("--volume /:/host", "--volume=/:/host")]
    [TestCase("--volume=/:/host", "--volume=/:/host")]
    [TestCase("--mount type=bind,source=/,target=/host", "--mount=type=bind,source=/,target=/host")]
    [TestCase("--mount=type=bind,source=/,target=/host", "--mount=type=bind,source=/,target=/host")]
    [TestCase("--volumes-from other", "--volumes-from=other")]
    [TestCase("--volumes-from=other", "--volumes-from=other")]
    public void Arguments_that_open_the_container_are_named(string arguments, string named) =>
        Assert.That(Facts(Requests.Input.With(service => service with { RunArguments = arguments }), "1"), Has.Member($"RpmRunArgs={named} Open"));

    [TestCase("--user=0 -v /:/host", "root Open")]
    [TestCase("--user root:root", "root Open")]
    [TestCase("-u 0", "root Open")]
    [TestCase("-u0:0", "root Open")]
    [TestCase("-u=0", "root Open")]
    [TestCase("-u 0 --user 1000", "1000 Tight", Description = "the last counts")]
    [TestCase("-e USER --label=--user=0 -p 80:80", "1654 Tight", Description = "none is among them")]
    public void A_user_among_the_arguments_counts_before_all_others(string arguments, string user) =>
        Assert.That(Facts(Requests.App.With(service => service with { User = "1654", RunArguments = arguments }), "1654"), Has.Member("User in the container=" + user));

    [Test]
    public void A_port_of_this_machine_alone_is_tight() =>
        Assert.That(Facts(Requests.Input.With(service => service with { Ports = ["127.0.0.1:80:8080"] }), "1"), Has.Some.EndsWith("Tight").And.Some.StartsWith("Published ports=127.0.0.1:80:8080"));

    [Test]
    public void Without_an_engine_the_sandbox_is_told() => Assert.That(
        NativeFacts(service => service with { MemoryMax = "512M" }),
        Is.SupersetOf(new[] { "User=its own, made at each start (DynamicUser) Tight", "Capabilities=none Tight", "Processes of others=hidden Tight", "Memory=at most 536.9 MB Tight", "Folder=/var/lib/orders Usual" }));

    [Test]
    public void Without_an_engine_lines_that_open_the_sandbox_are_named()
    {
        var facts = NativeFacts(service => service with { User = "root", Capabilities = ["NET_ADMIN"], Options = [new("ProtectHome", "no"), new("Nice", "5")] });
        Assert.That(facts, Is.SupersetOf(new[] { "User=root Open", "Capabilities=NET_ADMIN Usual", "RpmServiceOption=ProtectHome=no Open" }));
        Assert.That(facts, Has.None.StartsWith("RpmServiceOption=Nice"));
    }

    [Test]
    public void Of_a_unit_of_the_projects_own_nothing_is_promised()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("own.service"), "[Service]\nRootDirectory=@IMAGE@\nExecStart=/app/@NAME@\n");
        var input = NativePlans.App.With(service => service with { UnitFile = "own.service" });
        Assert.That(
            Texts(NativePlans.Plan(input with { Places = input.Places with { ProjectFolder = folder.Path } }), "1654"),
            Is.EqualTo(new[] { "Unit=the project's own: it decides Usual" }));
    }

    [Test]
    public void Each_of_several_services_has_its_table()
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Units = [Requests.Unit("api"), Requests.Unit("worker")] }));
        Assert.That(Hardening.Of(plan.Service!, "1654").Select(table => table.Service), Is.EqualTo(new[] { "orders-api.service", "orders-worker.service" }));
    }

    private static List<string> NativeFacts(Func<ServiceInput, ServiceInput> change) => Texts(NativePlans.Plan(change), "1654");

    private static List<string> Facts(PackInput input, string user) => Texts(Requests.Plan(input), user);

    private static List<string> Texts(PackagePlan plan, string user) =>
        [.. Hardening.Of(plan.Service!, user).SelectMany(table => table.Facts).Select(fact => $"{fact.What}={fact.Value} {fact.Level}")];
}
