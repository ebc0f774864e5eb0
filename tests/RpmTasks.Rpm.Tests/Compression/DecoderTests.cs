using RpmTasks.Rpm.Compression;
using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Compression;

/// <summary>Real compressors make what the decoder must read, or must refuse.</summary>
internal sealed class DecoderTests
{
    private static readonly byte[] Content = Support.Specs.Noise(1_500_000);

    [TestCase("gzip", "gzip -9")]
    [TestCase("zstd", "zstd -q -3")]
    [TestCase("zstd", "zstd -q -1 --no-check --no-content-size")]
    [TestCase("zstd", "zstd -q -19 --long=27")]
    [TestCase("bzip2", "bzip2 -9")]
    [TestCase("lzma", "lzma -6")]
    [TestCase("xz", "xz -6")]
    [TestCase("xz", "xz -0 --block-size=500000 --check=none")]
    [TestCase("xz", "xz -1 -T2 --block-size=500000 --check=crc32")]
    [TestCase("xz", "xz --check=sha256 --lzma2=dict=64MiB")]
    public void Reads_what_was_compressed_with(string compressor, string command) =>
        Assert.That(Decode(compressor, Compress(command, Content)), Is.EqualTo(Content));

    [TestCase("gzip", "gzip")]
    [TestCase("zstd", "zstd -q")]
    public void Reads_several_in_a_row(string compressor, string command)
    {
        byte[] twice = [.. Compress(command, Content), .. Compress(command, "more"u8.ToArray())];

        Assert.That(Decode(compressor, twice), Is.EqualTo((byte[])[.. Content, .. "more"u8]));
    }

    [Test]
    public void Passes_over_skippable_frames()
    {
        byte[] skippable = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];
        byte[] packed = [.. skippable, .. Compress("zstd -q", Content), .. skippable, .. Compress("zstd -q", Content)];

        Assert.That(Decode("zstd", packed), Is.EqualTo((byte[])[.. Content, .. Content]));
    }

    [Test]
    public void Says_that_rpm_reads_one_xz_stream_only() =>
        Assert.That(
            () => Decode("xz", [.. Compress("xz", Content), .. Compress("xz", Content)]),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("rpm reads one only"));

    [TestCase(null)]
    [TestCase("none")]
    [TestCase("ufdio")]
    [TestCase("gzip")]
    public void Opens_with_zlib_what_has_no_other_name(string? compressor)
    {
        Assert.That(Decode(compressor, Content), Is.EqualTo(Content));
        Assert.That(Decode(compressor, Compress("gzip", Content)), Is.EqualTo(Content));
    }

    [TestCase("zstd", "zstd -q --ultra --long=28")]
    [TestCase("xz", "xz --lzma2=dict=128MiB")]
    [TestCase("xz", "xz --x86 --lzma2")]
    [TestCase("lzma", "lzma --lzma1=dict=128MiB")]
    public void Refuses_what_rpm_refuses_before_it_takes_memory(string compressor, string command)
    {
        // --long needs more content than its window before it asks for all of it.
        var packed = Compress(command, compressor == "zstd" ? new byte[(128 << 20) + 1] : Content);
        var before = GC.GetTotalAllocatedBytes();

        Assert.That(() => Decode(compressor, packed), Throws.Exception);

        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(32 << 20));
    }

    // The decoders of SharpCompress take the end of their input for more bytes: where a chunk should begin, they then never stop.
    [TestCase("bzip2", "bzip2")]
    [TestCase("lzma", "lzma")]
    [TestCase("xz", "xz")]
    [TestCase("xz", "xz --block-size=1000")]
    public void Ends_wherever_the_stream_is_cut(string compressor, string command)
    {
        var packed = Compress(command, Content.AsSpan(0, 3000).ToArray());
        foreach (var length in Enumerable.Range(0, packed.Length))
            Assert.That(Task.Run(() => ReadAll(compressor, packed[..length])).Wait(TimeSpan.FromSeconds(10)), Is.True, $"cut after {length} bytes");
    }

    [TestCase("gzip", "gzip", 1000)]
    [TestCase("zstd", "zstd -q", 1000)]
    [TestCase("zstd", "zstd -q", 2)]
    [TestCase("bzip2", "bzip2", 1000)]
    [TestCase("lzma", "lzma", 1000)]
    [TestCase("xz", "xz", 1000)]
    public void Does_not_take_a_cut_stream_for_a_whole_one(string compressor, string command, int missing)
    {
        var packed = Compress(command, Content);

        // .NET's gzip ends without a word, which the archive's missing end then gives away.
        if (compressor == "gzip")
            Assert.That(Decode(compressor, packed[..^missing]), Has.Length.LessThan(Content.Length));
        else
            Assert.That(() => Decode(compressor, packed[..^missing]), Throws.Exception);
    }

    private static void ReadAll(string compressor, byte[] packed)
    {
        try
        {
            Decode(compressor, packed);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or SharpCompress.Common.SharpCompressException or IndexOutOfRangeException)
        {
            // That it ends is what counts here.
        }
    }

    private static byte[] Decode(string? compressor, byte[] packed)
    {
        using var stored = new StoredPayload(new MemoryStream(packed), []);
        using var decoded = Decoder.Open(compressor, stored);
        using var output = new MemoryStream();
        decoded.CopyTo(output);
        return output.ToArray();
    }

    private static byte[] Compress(string command, byte[] content)
    {
        var words = command.Split(' ');
        RealTool.Require(words[0]);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("plain"), content);
        var answer = RealTool.RunIn(folder.Path, "sh", "-c", $"{command} -c < plain > packed");
        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        return File.ReadAllBytes(folder.File("packed"));
    }
}
