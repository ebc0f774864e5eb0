using System.Text;

using RpmTasks.Images.Formats;

namespace RpmTasks.Images.Tests.Formats;

public sealed class HealthCheckTests
{
    [TestCase("{}", false)]
    [TestCase("""{"Healthcheck":null}""", false)]
    [TestCase("""{"Healthcheck":{"Test":["NONE"]}}""", false)]
    [TestCase("""{"Healthcheck":{"Test":[]}}""", false)]
    [TestCase("""{"Healthcheck":{"Test":7}}""", false)]
    [TestCase("""{"Healthcheck":"true"}""", false)]
    [TestCase("""{"Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":1}}""", true)]
    public void A_config_says_whether_it_has_one(string config, bool has)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"architecture":"amd64","os":"linux","config":{{config}},"rootfs":{"type":"layers","diff_ids":[] } }""");
        Assert.That(ImageConfigReader.Read(bytes, "the test's config").HasHealthCheck, Is.EqualTo(has));
    }
}
