using System.Text;

using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;

namespace RpmTasks.Images.Tests.Sources;

internal sealed class ConfigFaultTests
{
    private const string Platform = "\"os\":\"linux\",\"architecture\":\"amd64\"";

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("\"linux\"")]
    [TestCase("{}")]
    [TestCase("{\"os\":\"linux\"}")]
    [TestCase("{\"os\":\"\",\"architecture\":\"amd64\"}")]
    [TestCase("{\"os\":7,\"architecture\":\"amd64\"}")]
    [TestCase("{" + Platform + ",\"os\":\"windows\"}")]
    [TestCase("{" + Platform + ",\"config\":{\"Env\":[null]}}")]
    [TestCase("{" + Platform + ",\"config\":{\"Env\":\"A=1\"}}")]
    [TestCase("{" + Platform + ",\"config\":{\"Labels\":{\"a\":1}}}")]
    [TestCase("{" + Platform + ",\"config\":{\"User\":\"\\ud800\"}}")]
    [TestCase("{" + Platform + ",\"config\":[]}")]
    [TestCase("{" + Platform + ",\"rootfs\":{\"type\":\"windows\"}}")]
    [TestCase("{" + Platform + ",\"rootfs\":{\"diff_ids\":[\"sha256:12\"]}}")]
    [TestCase("{" + Platform + ",\"rootfs\":{\"diff_ids\":[null]}}")]
    [TestCase("\u00ef\u00bb\u00bf{" + Platform + "}")]
    [TestCase("{" + Platform + ",\"config\":{\"User\":\"\u00ff\"}}")]
    [TestCase("{" + Platform + ",\"config\":{\"Healthcheck\":{\"Test\":[\"\\ud800\"]}}}")]
    [TestCase("{" + Platform + ",\"config\":{\"Healthcheck\":{\"Test\":[\"\u00ff\"]}}}")]
    [TestCase("{" + Platform + ",\"config\":{\"Healthcheck\":{\"\u00ff\":1}}}")]
    public void What_is_no_config_is_a_coded_fault(string text)
    {
        // One byte a character, so that the cases can hold bytes that are no UTF-8.
        var bytes = Encoding.Latin1.GetBytes(text);

        Assert.That(Reading.FaultOf(() => ImageConfigReader.Read(bytes, "config")), Is.EqualTo(ImageFault.NotAnImage));
    }

    [Test]
    public void Deep_nesting_is_no_stack_overflow()
    {
        var bytes = Encoding.ASCII.GetBytes("{" + Platform + ",\"x\":" + new string('[', 1_000_000));

        Assert.That(Reading.FaultOf(() => ImageConfigReader.Read(bytes, "config")), Is.EqualTo(ImageFault.NotAnImage));
    }

    [Test]
    public void At_most_512_layers_are_read([Values(512, 513)] int count)
    {
        var ids = string.Join(',', Enumerable.Repeat($"\"{Digest.Of([])}\"", count));
        var bytes = Encoding.ASCII.GetBytes("{" + Platform + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + ids + "]}}");

        if (count == 512)
            Assert.That(ImageConfigReader.Read(bytes, "config").DiffIds, Has.Length.EqualTo(count));
        else
            Assert.That(Reading.FaultOf(() => ImageConfigReader.Read(bytes, "config")), Is.EqualTo(ImageFault.LimitExceeded));
    }

    [Test]
    public void Nulls_and_absent_members_are_empty_values()
    {
        var config = ImageConfigReader.Read(Encoding.ASCII.GetBytes("{" + Platform + ",\"config\":{\"Env\":null,\"Cmd\":null,\"Labels\":null,\"User\":null}}"), "config");

        Assert.That((config.Environment.Length, config.Command.Length, config.Labels.Count, config.User, config.DiffIds.Length), Is.EqualTo((0, 0, 0, "", 0)));
    }
}
