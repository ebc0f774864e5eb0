using System.Collections.Immutable;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Compression;

/// <summary>The check that each frame of a large content goes through before it is written.</summary>
internal sealed class UnpackingTests
{
    private static readonly ImmutableArray<byte> Plain = [.. Specs.Noise(50_000), .. new byte[50_000]];

    private static PayloadCompression[] Compressions() => [PayloadCompression.None, PayloadCompression.Gzip(), PayloadCompression.Zstd()];

    [TestCaseSource(nameof(Compressions))]
    public void A_frame_unpacks_to_what_was_packed_and_to_nothing_else(PayloadCompression compression)
    {
        using var compressor = FrameFormat.Of(compression).Create();
        var (packed, length) = Pack(compressor);

        Assert.That(compressor.UnpacksTo([.. Plain], packed, length), Is.True);
        Assert.That(compressor.UnpacksTo([.. Plain[1..]], packed, length), Is.False);
        Assert.That(compressor.UnpacksTo([.. Plain[..^1]], packed, length), Is.False);
        Assert.That(compressor.UnpacksTo([.. Plain, 0], packed, length), Is.False);
        Assert.That(compressor.UnpacksTo([], packed, length), Is.False);
    }

    [TestCaseSource(nameof(Compressions))]
    public void A_frame_with_one_bit_changed_is_found(PayloadCompression compression)
    {
        using var compressor = FrameFormat.Of(compression).Create();
        var (packed, length) = Pack(compressor);
        // A gzip member's time and system, which nobody reads, are not its content.
        var start = compression.Compressor == PayloadCompressor.Gzip ? 10 : 0;

        for (var place = start; place < length; place += 97)
        {
            packed[place] ^= 4;
            Assert.That(Unpacks, Is.False, $"byte {place} of {length}");
            packed[place] ^= 4;
        }

        Assert.That(Unpacks, Is.True);

        bool Unpacks()
        {
            try
            {
                return compressor.UnpacksTo([.. Plain], packed, length);
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }
    }

    private static (byte[] Packed, int Length) Pack(FrameCompressor compressor)
    {
        var packed = new byte[compressor.Bound(Plain.Length)];
        return (packed, compressor.Compress(Plain.AsSpan(), packed));
    }
}
