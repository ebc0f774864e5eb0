using RpmTasks.Packaging.Input;
using RpmTasks.Rpm.Versions;

namespace RpmTasks.Packaging.Tests.Input;

public sealed class PackageVersionTests
{
    [TestCase("1.2.3", "1.2.3")]
    [TestCase("1.2.3.4", "1.2.3.4")]
    [TestCase("1.2.3-beta.1", "1.2.3~beta.1")]
    [TestCase("1.2.3-beta.1+sha.5114f85", "1.2.3~beta.1")]
    [TestCase("1.2.3+build-5", "1.2.3")]
    [TestCase("1.0.0-x-y-z.1", "1.0.0~x_y_z.1")]
    public void A_semantic_version_becomes_an_rpm_version(string version, string rpm) =>
        Assert.That(PackageVersion.FromSemVer(version), Is.EqualTo(rpm));

    [Test]
    public void Releases_of_dotnet_keep_their_order()
    {
        string[] ascending =
        [
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.2", "1.0.0-alpha.10", "1.0.0-beta", "1.0.0-preview.1", "1.0.0-preview.1.24080.9",
            "1.0.0-preview.2", "1.0.0-rc.1", "1.0.0-rc.1.25451.107", "1.0.0-rc.2", "1.0.0", "1.0.1-alpha", "1.0.1",
        ];
        var mapped = ascending.Select(PackageVersion.FromSemVer).ToList();
        foreach (var (lower, higher) in mapped.Zip(mapped.Skip(1)))
            Assert.That(RpmVersionComparer.Compare(lower, higher), Is.Negative, $"{lower} < {higher}");
    }

    [TestCase("1.2.3~rc.1", true)]
    [TestCase("4.110", true)]
    [TestCase("1^git5", true)]
    [TestCase("", false)]
    [TestCase("1-2", false)]
    [TestCase("1..2", false)]
    [TestCase("1 2", false)]
    [TestCase("%{version}", false)]
    public void Only_the_characters_of_rpm_are_valid(string value, bool valid) =>
        Assert.That(PackageVersion.IsValid(value), Is.EqualTo(valid));
}
