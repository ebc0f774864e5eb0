using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Tests.Signing;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Rpm.Tests.Compatibility;

/// <summary>The rules of rpm 4.11 (EL7) and 4.14 (EL8), for which there is no machine here, held over many packages.</summary>
internal sealed class OldHostTests
{
    private const int Count = 150;

    private static IEnumerable<int> Seeds => Enumerable.Range(0, Count);

    [TestCaseSource(nameof(Seeds))]
    public void EL8_installs_every_package_of_ours(int seed) =>
        Assert.That(HostRules.Rpm414.Violations(Packages.Write(GeneratedSpecs.Of(seed))), Is.Empty);

    [TestCaseSource(nameof(Seeds))]
    public void EL7_installs_exactly_those_of_which_nothing_is_said(int seed)
    {
        var spec = GeneratedSpecs.Of(seed);

        var violations = HostRules.Rpm411.Violations(Packages.Write(spec with { Compression = Readable(spec.Compression) }));

        Assert.That(violations.Count == 0, Is.EqualTo(OldestRpm.FindObstacles(spec with { Compression = Readable(spec.Compression) }).Count == 0), string.Join('\n', violations));
    }

    [Test]
    public void The_generated_packages_are_of_both_kinds() =>
        Assert.That(Seeds.Select(seed => OldestRpm.FindObstacles(GeneratedSpecs.Of(seed)).Count == 0).Distinct().Count(), Is.EqualTo(2));

    [Test]
    public void EL7_refuses_zstd()
    {
        Assert.That(HostRules.Rpm411.Features, Has.None.Contains("PayloadIsZstd"));
        Assert.That(OldestRpm.FindObstacles(Specs.Minimal), Is.EqualTo(new[] { "'zstd' needs rpmlib(PayloadIsZstd)" }));
    }

    /// <summary>The largest signature there is must leave the signature header within 8192 bytes.</summary>
    [TestCase("rsa4096")]
    [TestCase("ed25519")]
    public void A_signed_package_keeps_to_the_limits(string algorithm)
    {
        using var key = TestKeys.Unlock(TestKeys.Gpg.ExportSecret(TestKeys.Primary(algorithm)));
        var package = TestKeys.SignedPackage(key, GeneratedSpecs.Of(1) with { Version = "1", Dependencies = [], Compression = PayloadCompression.Gzip() });

        Assert.That(HostRules.Rpm411.Violations(package), Is.Empty);
    }

    [Test]
    public void More_names_than_a_main_header_of_EL7_holds_are_refused()
    {
        var name = new string('n', 200);
        var spec = Specs.Minimal with { Files = [.. Enumerable.Range(0, 60_000).Select(i => Specs.Text($"/usr/share/{name}{i}", ""))] };

        Assert.That(() => RpmWriter.Write(spec, new MemoryStream(), parallelism: 1, CancellationToken.None), Throws.InstanceOf<RpmSpecException>().With.Message.Contains("header would take"));
    }

    // Decompressing zstd is not what rpm 4.11 is asked here.
    private static PayloadCompression Readable(PayloadCompression compression) =>
        compression.Compressor == PayloadCompressor.Zstd ? PayloadCompression.Gzip() : compression;
}
