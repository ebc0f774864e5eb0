using System.Text;

using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Images.Engine;

using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace RpmTasks.Images.Tests.Engine;

/// <summary>What engines say, as a build log can show it.</summary>
internal sealed class EngineTextTests
{
    [TestCase("plain", "plain")]
    [TestCase("  two\twords \r\n", "two words")]
    [TestCase("\u001b[1;31mred\u001b[0m text", "red text")]
    [TestCase("\u001b]0;title\u0007after", "after")]
    [TestCase("\u001b]8;;http://x\u001b\\link", "link")]
    [TestCase("\u001b(B\u001bMx", "Bx")]
    [TestCase("bell\u0007 back\b nul\0 del\u007f c1\u009b", "bell back nul del c1")]
    [TestCase("\u001b", "")]
    [TestCase("\u001b[12", "")]
    [TestCase("\u001b]never ended", "")]
    [TestCase("grün 日本", "grün 日本")]
    public void Text_is_freed_of_what_a_terminal_would_obey(string text, string printed) => Assert.That(PrintableText.Of(text), Is.EqualTo(printed));

    [Property(MaxTest = 2000)]
    public Property Any_text_becomes_one_bounded_line() => Prop.ForAll(
        Gen.Elements('a', ' ', '\u001b', '[', ']', 'm', '1', ';', '\\', '\a', '\n', '\r', '\0', '\u009b').ListOf().Select(text => string.Concat(text)).ToArbitrary(),
        text => PrintableText.Of(text) is var line && line.Length <= PrintableText.MaximumLength && !line.Any(char.IsControl));

    [Test]
    public void A_message_of_each_kind_is_read()
    {
        Assert.That(Parse("""{"stream":"Step 1\n"}""").Output, Is.EqualTo("Step 1\n"));
        Assert.That(Parse("""{"status":"Pulling fs layer","progressDetail":{},"id":"abc"}""").Status, Is.EqualTo("abc: Pulling fs layer"));
        Assert.That(Parse("""{"status":"Downloading","progressDetail":{"current":1},"id":"abc"}""").Status, Is.Null);
        Assert.That(Parse("""{"errorDetail":{"code":1,"message":"new"},"error":"old"}""").Error, Is.EqualTo("new"));
        Assert.That(Parse("""{"error":"old"}""").Error, Is.EqualTo("old"));
        Assert.That(Parse("""{"aux":{"ID":"sha256:1"}}""").ImageId, Is.EqualTo("sha256:1"));
        Assert.That(Parse("""{"id":"moby.buildkit.trace","aux":"CgA="}""").Trace, Is.EqualTo(new byte[] { 10, 0 }));
        Assert.That(Parse("""{"id":"moby.buildkit.trace","aux":"%"}""").Trace, Is.Null);
        Assert.That(Parse("""{"stream":5,"status":{},"error":[],"errorDetail":"x","aux":null}"""), Is.EqualTo(new EngineMessage()));
    }

    [Test]
    public void A_step_of_BuildKit_is_told_once_when_it_starts_and_its_output_as_it_comes()
    {
        var trace = new BuildKitTrace();
        var waiting = Field(1, [.. Field(1, "d1"), .. Field(3, "[1/1] RUN make")]);
        var started = Field(1, [.. Field(1, "d1"), .. Field(3, "[1/1] RUN make"), 0x20, 0x01, .. Field(5, "")]);
        var log = Field(3, [.. Field(1, "d1"), .. Field(2, ""), 0x18, 0x02, .. Field(4, "compiling\n")]);

        Assert.That(trace.Read(waiting), Is.Empty);
        Assert.That(trace.Read((byte[])[.. started, .. log]), Is.EqualTo(["[1/1] RUN make\n", "compiling\n"]));
        Assert.That(trace.Read(started), Is.Empty);
    }

    [Property(MaxTest = 2000)]
    public Property Any_bytes_are_a_trace_that_says_something_or_nothing() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        new BuildKitTrace().Read(bytes).Sum(text => text.Length) <= bytes.Length * 2);

    [Test]
    public void A_trace_cut_anywhere_says_no_more_than_the_whole()
    {
        var whole = (byte[])[.. Field(3, Field(4, "first\n")), 0x0d, 1, 2, 3, 4, 0x09, 1, 2, 3, 4, 5, 6, 7, 8, .. Field(3, Field(4, "second\n"))];

        for (var length = 0; length <= whole.Length; length++)
            Assert.That(new BuildKitTrace().Read(whole.AsMemory(0, length)), Is.SubsetOf(new[] { "first\n", "second\n" }));
        Assert.That(new BuildKitTrace().Read(whole), Is.EqualTo(["first\n", "second\n"]));
    }

    private static EngineMessage Parse(string line) => EngineMessage.Parse(Encoding.UTF8.GetBytes(line));

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] content) => [(byte)((number << 3) | 2), (byte)content.Length, .. content];
}
