using RpmTasks.Images.References;

namespace RpmTasks.Images.Tests.References;

internal sealed class PlatformOfTests
{
    [TestCase("linux-x64", "linux/amd64")]
    [TestCase("linux-musl-x64", "linux/amd64")]
    [TestCase("linux-arm64", "linux/arm64")]
    [TestCase("linux-musl-arm64", "linux/arm64")]
    [TestCase("linux-arm", "linux/arm/v7")]
    [TestCase("linux-armv6", "linux/arm/v6")]
    [TestCase("linux-x86", "linux/386")]
    [TestCase("linux-s390x", "linux/s390x")]
    [TestCase("linux-ppc64le", "linux/ppc64le")]
    [TestCase("linux-riscv64", "linux/riscv64")]
    [TestCase("linux-loongarch64", "linux/loong64")]
    public void A_runtime_identifier_of_Linux_has_its_platform(string rid, string platform) =>
        Assert.That(PlatformOf.RuntimeIdentifier(rid)?.ToString(), Is.EqualTo(platform));

    [TestCase("")]
    [TestCase("linux")]
    [TestCase("win-x64")]
    [TestCase("osx-arm64")]
    [TestCase("any")]
    [TestCase("linux-vax")]
    [TestCase("linux-bionic-arm64")]
    [TestCase("linux-a-b-x64")]
    public void Any_other_has_none(string rid) => Assert.That(PlatformOf.RuntimeIdentifier(rid), Is.Null);
}
