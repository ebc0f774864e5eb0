using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Tests.Packing;

/// <summary>RPMT4050: a package for the oldest hosts that they would refuse.</summary>
public sealed class HostCompatibilityTests
{
    [TestCase("gzip", "docker", "", "'Requires (docker-ce or moby-engine or docker-engine or docker)' needs rpmlib(RichDependencies)")]
    [TestCase("gzip", "docker", "docker-ce", null)]
    [TestCase("gzip", "podman", "", null)]
    [TestCase("zstd", "docker", "", null)]
    [TestCase("none", "docker", "", null)]
    public void An_alternative_is_said_only_of_gzip(string compression, string engine, string requires, string? expected)
    {
        var input = Requests.Input.With(service => service with { Engine = engine, EngineRequires = requires });
        AssertSays(input with { Metadata = input.Metadata with { PayloadCompression = compression } }, expected);
    }

    [TestCase("1.0^git5", "'Provides orders 1.0^git5-1' needs rpmlib(CaretInVersions)")]
    [TestCase("1.0~rc.1", null)]
    public void A_caret_is_said(string version, string? expected) =>
        AssertSays(Requests.Input with { Metadata = Requests.Input.Metadata with { Version = version, PayloadCompression = "gzip" } }, expected);

    [Test]
    public void A_file_of_four_GiB_is_said()
    {
        var plan = Requests.Plan(Requests.Input with { Metadata = Requests.Input.Metadata with { PayloadCompression = "gzip" } });
        var large = plan.Spec.Files.First(file => file.Content is not null) with { Path = "/usr/share/orders/large", Content = new Content(uint.MaxValue, () => Stream.Null) };

        var problem = HostCompatibility.FindProblem(plan with { Spec = plan.Spec with { Files = plan.Spec.Files.Add(large) } });

        Assert.That(problem?.Message, Does.Contain("'/usr/share/orders/large' needs rpmlib(LargeFiles)"));
    }

    private static void AssertSays(PackInput input, string? expected)
    {
        var problem = HostCompatibility.FindProblem(Requests.Plan(input));

        Assert.That(problem?.Rule.Code, Is.EqualTo(expected is null ? null : "RPMT4050"));
        if (expected is not null)
            Assert.That(problem!.Message, Does.Contain(expected));
    }
}
