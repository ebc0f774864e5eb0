using RpmTasks.Rpm.Headers;
using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Headers;

internal sealed class TagsTests
{
    /// <summary>rpm 4.18 calls them PAYLOADDIGEST…; %preuntrans and %postuntrans came with 4.19, the rest with format 6.</summary>
    private static readonly string[] NewerThan418 =
    [
        "PAYLOADSHA256", "PAYLOADSHA256ALGO", "PAYLOADSHA256ALT",
        "PREUNTRANS", "POSTUNTRANS", "PREUNTRANSPROG", "POSTUNTRANSPROG", "PREUNTRANSFLAGS", "POSTUNTRANSFLAGS",
        "RPMFORMAT", "PAYLOADSIZE", "PAYLOADSIZEALT", "PAYLOADSHA512", "PAYLOADSHA512ALT", "PAYLOADSHA3_256", "PAYLOADSHA3_256ALT", "SOURCENEVR", "FILEMIMEINDEX", "MIMEDICT",
    ];

    [Test]
    public void Every_tag_is_known_to_rpm_by_its_name()
    {
        RealTool.Require("rpm");
        var known = RealTool.Run("rpm", "--querytags").Output.Split('\n');

        Assert.That(Tags.All.Select(tag => tag.Name).Except(NewerThan418), Is.SubsetOf(known));
    }

    [Test]
    public void Tags_stand_in_the_order_of_their_numbers() => Assert.That(Tags.All.Select(tag => tag.Number), Is.Ordered);
}
