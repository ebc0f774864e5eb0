using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Rpm.Tests.Reading;

/// <summary>Packages made elsewhere are sound too, and what is unusual about them is a note.</summary>
internal sealed class ForeignPackageTests
{
    private const string FileDigestAlgo = "FILEDIGESTALGO (5011)";

    [TestCase("w9.gzdio")]
    [TestCase("w7.xzdio")]
    [TestCase("w9T2.xzdio")]
    [TestCase("w9.bzdio")]
    [TestCase("w3.zstdio")]
    [TestCase("w6.lzdio")]
    [TestCase("w.ufdio")]
    public void Everything_that_rpmbuild_can_make_is_sound_and_usual(string io)
    {
        using var folder = new TemporaryFolder();
        var (binary, source) = ForeignPackages.Build(folder, io);

        Assert.That(Packages.Verify(File.ReadAllBytes(binary)), Is.Empty);
        Assert.That(Packages.Verify(File.ReadAllBytes(source)), Is.Empty);
    }

    [Test]
    public void Digests_of_a_time_before_SHA_256_are_a_note()
    {
        using var folder = new TemporaryFolder();
        var (binary, _) = ForeignPackages.Build(folder, "w9.gzdio", "_binary_filedigest_algorithm 1");

        var findings = Packages.Verify(File.ReadAllBytes(binary));

        Assert.That(findings.Select(finding => (finding.Kind, finding.What)), Is.EqualTo(new[] { (FindingKind.Note, FileDigestAlgo) }));
        Assert.That(findings.Single().OnHost, Does.Contain("FIPS"));
    }

    [Test]
    public void A_package_of_format_v6_is_sound_and_its_format_a_note()
    {
        var findings = Packages.Verify(V6Package.Build());

        Assert.That(findings.Select(finding => (finding.Kind, finding.What)), Is.EqualTo(new[] { (FindingKind.Note, "RPMFORMAT (5114)") }));
    }

    [Test]
    public void Rpm_agrees_that_the_v6_package_is_sound()
    {
        RealTool.Require("rpm");
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("six.rpm"), V6Package.Build());

        Assert.That(RealTool.Run("rpm", "-K", folder.File("six.rpm")).Output, Does.Contain("digests OK"));
        Assert.That(RealTool.Run("rpm", "-qlp", folder.File("six.rpm")).Output, Is.EqualTo("/usr/share/six/a\n/usr/share/six/b\n/usr/share/six/c\n"));
    }
}
