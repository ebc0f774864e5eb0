using System.Globalization;
using System.Text;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Archives;

internal sealed class HostileTarTests
{
    private static readonly string Base256Huge = "\u0080" + new string('\u00ff', 11);

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("empty", ImageFault.Truncated);
        yield return Case("text", ImageFault.NotAnImage, "this is no tar"u8.ToArray());
        yield return Case("zip", ImageFault.NotAnImage, [.. "PK\u0003\u0004"u8, .. new byte[2000]]);
        yield return Case("random", ImageFault.NotAnImage, Noise(10_000));
        yield return Case("no_end_blocks", ImageFault.Truncated, Tar.Header("a"));
        yield return Case("half_a_header", ImageFault.Truncated, Tar.Header("a"), Tar.Header("b")[..300]);
        yield return Case("noise_after_a_member", ImageFault.NotAnImage, Tar.Header("a"), Noise(2048));
        yield return Case("member_longer_than_the_file", ImageFault.Truncated, Tar.Header("a", size: "77777777777\0"), Tar.End);
        yield return Case("negative_size", ImageFault.NotAnImage, Tar.Header("a", size: new string('\u00ff', 12)), Tar.End);
        yield return Case("size_beyond_64_bits", ImageFault.NotAnImage, Tar.Header("a", size: Base256Huge), Tar.End);
        yield return Case("size_is_no_number", ImageFault.NotAnImage, Tar.Header("a", size: "12x45678901\0"), Tar.End);
        yield return Case("absolute_name", ImageFault.EscapingPath, Tar.Header("/etc/passwd"), Tar.End);
        yield return Case("name_above_the_top", ImageFault.EscapingPath, Tar.Header("a/../../b"), Tar.End);
        yield return Case("long_name_that_escapes", ImageFault.EscapingPath, Tar.Header("././@LongLink", 'L', Octal(6)), Tar.Padded("../etc"u8.ToArray()), Tar.Header("x"), Tar.End);
        yield return Case("pax_name_that_escapes", ImageFault.EscapingPath, Pax("16 path=../../x\n"), Tar.Header("x"), Tar.End);
        yield return Case("long_name_of_a_gigabyte", ImageFault.LimitExceeded, Tar.Header("././@LongLink", 'L', Octal(1 << 30)), Tar.End);
        yield return Case("pax_header_of_a_gigabyte", ImageFault.LimitExceeded, Tar.Header("x", 'x', Octal(1 << 30)), Tar.End);
        yield return Case("pax_record_of_length_zero", ImageFault.NotAnImage, Pax("0 path=x\n"), Tar.Header("x"), Tar.End);
        yield return Case("pax_record_beyond_its_header", ImageFault.NotAnImage, Pax("99 path=x\n"), Tar.Header("x"), Tar.End);
        yield return Case("pax_record_without_a_sign", ImageFault.NotAnImage, Pax("9 pathxx\n"), Tar.Header("x"), Tar.End);
        yield return Case("pax_record_length_overflows", ImageFault.NotAnImage, Pax("99999999999999999999 path=x\n"), Tar.Header("x"), Tar.End);
        yield return Case("pax_size_is_negative", ImageFault.NotAnImage, Pax("11 size=-1\n"), Tar.Header("x"), Tar.End);
        yield return Case("pax_size_beyond_the_file", ImageFault.Truncated, Pax("28 size=9223372036854775807\n"), Tar.Header("x"), Tar.End);
        yield return Case("global_header_longer_than_the_file", ImageFault.Truncated, Tar.Header("g", 'g', Octal(1 << 20)), Tar.End);
    }

    [TestCaseSource(nameof(Cases))]
    public void A_hostile_tar_is_a_coded_fault(ImageFault expected, byte[] tar)
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteArchive(tar);

        Assert.That(Reading.FaultOf(() => TarStore.Open("test", path, default)), Is.EqualTo(expected));
    }

    [Test]
    public void More_members_than_any_image_has_are_refused()
    {
        using var endless = new RepeatingStream(Tar.Header("a"));

        Assert.That(Reading.FaultOf(() => _ = new TarIndexReader("test", endless, default).Read().Count()), Is.EqualTo(ImageFault.LimitExceeded));
    }

    [Test]
    public void Indexing_can_be_cancelled()
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteArchive([.. Tar.Header("a"), .. Tar.End]);

        Assert.That(() => TarStore.Open("test", path, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    private static TestCaseData Case(string name, ImageFault fault, params byte[][] parts) =>
        new TestCaseData(fault, parts.SelectMany(part => part).ToArray()).SetArgDisplayNames(name);

    private static byte[] Pax(string records) => [.. Tar.Header("x", 'x', Octal(records.Length)), .. Tar.Padded(Encoding.ASCII.GetBytes(records))];

    private static string Octal(long value) => Convert.ToString(value, 8).PadLeft(11, '0').ToString(CultureInfo.InvariantCulture) + "\0";

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(1).NextBytes(noise);
        return noise;
    }

    /// <summary>The same block for ever.</summary>
    private sealed class RepeatingStream(byte[] block) : MemoryStream
    {
        public override long Length => long.MaxValue;

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            block.CopyTo(buffer);
            return block.Length;
        }
    }
}
