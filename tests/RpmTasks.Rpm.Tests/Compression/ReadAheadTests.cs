using System.Security.Cryptography;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Tests.Support;

using ZstdSharp;

namespace RpmTasks.Rpm.Tests.Compression;

/// <summary>Frames are decoded side by side or as one stream; which of the two must make no difference.</summary>
internal sealed class ReadAheadTests
{
    private static readonly byte[] Noise = Specs.Noise(700_001);
    private static readonly byte[] Skippable = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];

    private static IEnumerable<TestCaseData> Payloads()
    {
        byte[] small = Frame(Noise), zeros = Frame(new byte[3_000_000]), checkedFrame = Frame(Noise, checksum: true);
        byte[] large = Frame(new byte[FrameFormat.FrameLength + 1]), streamed = Frame(Noise, contentSize: false);
        yield return new TestCaseData((byte[])[.. small, .. zeros, .. checkedFrame, .. small]).SetArgDisplayNames("small frames");
        yield return new TestCaseData((byte[])[.. small, .. streamed, .. small, .. streamed]).SetArgDisplayNames("frames of unknown length");
        yield return new TestCaseData((byte[])[.. small, .. large, .. small]).SetArgDisplayNames("a large frame");
        yield return new TestCaseData((byte[])[.. Skippable, .. small, .. Skippable]).SetArgDisplayNames("skippable frames");
        yield return new TestCaseData((byte[])[.. Frame([]), .. small, .. Frame([7])]).SetArgDisplayNames("an empty frame");
    }

    [TestCaseSource(nameof(Payloads))]
    public void Gives_and_hashes_what_one_stream_gives(byte[] packed)
    {
        var expected = Streamed(packed);

        var (actual, digest) = Read(packed);

        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(digest, Is.EqualTo(SHA256.HashData(expected)));
    }

    [TestCaseSource(nameof(Payloads))]
    public void Refuses_what_one_stream_refuses(byte[] packed)
    {
        var random = new Random(packed.Length);
        foreach (var _ in Enumerable.Range(0, 60))
        {
            var damaged = packed.ToArray();
            damaged[random.Next(packed.Length)] ^= (byte)(1 << random.Next(8));
            AssertAlike(damaged);
            AssertAlike(packed[..random.Next(packed.Length)]);
        }
    }

    private static void AssertAlike(byte[] packed)
    {
        byte[] expected;
        try
        {
            expected = Streamed(packed);
        }
        catch (Exception)
        {
            Assert.That(() => Read(packed), Throws.InstanceOf<RpmFormatException>());
            return;
        }

        Assert.That(Read(packed).Content, Is.EqualTo(expected));
    }

    private static byte[] Streamed(byte[] packed)
    {
        using var decoded = Decoder.OpenZstd(new MemoryStream(packed));
        using var output = new MemoryStream();
        decoded.CopyTo(output);
        return output.ToArray();
    }

    private static (byte[] Content, byte[] Digest) Read(byte[] packed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stored = new StoredPayload(new MemoryStream(packed), []);
        using var decoded = new ReadAhead(new PackedPayload("zstd", stored, Parallelism: 3), [hash], CancellationToken.None);
        using var output = new MemoryStream();
        while (!decoded.Available.IsEmpty)
        {
            // Odd pieces, as a reader of entries takes them.
            var part = decoded.Available[..Math.Min(decoded.Available.Length, 77_777)];
            output.Write(part);
            decoded.Advance(part.Length);
        }

        decoded.FinishHash();
        return (output.ToArray(), hash.GetHashAndReset());
    }

    private static byte[] Frame(byte[] content, bool checksum = false, bool contentSize = true)
    {
        using var compressor = new Compressor(3);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, checksum ? 1 : 0);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_contentSizeFlag, contentSize ? 1 : 0);
        return compressor.Wrap(content).ToArray();
    }
}
