using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Compression;

/// <summary>The check that each frame of a large content goes through before it is written.</summary>
internal sealed class UnpackingTests
{
    private static readonly byte[] Plain = [.. Specs.Noise(50_000), .. new byte[50_000]];

    private static PayloadCompression[] Compressions() => [PayloadCompression.None, PayloadCompression.Gzip(), PayloadCompression.Zstd()];

    [TestCaseSource(nameof(Compressions))]
    public void A_frame_unpacks_to_what_was_packed_and_to_nothing_else(PayloadCompression compression)
    {
        using var compressor = FrameFormat.Of(compression).Create();
        var packed = new byte[compressor.Bound(Plain.Length)];
        var length = compressor.Compress(Plain, packed);

        Assert.That(compressor.UnpacksTo(Plain, packed, length), Is.True);
        Assert.That(compressor.UnpacksTo(Plain.AsSpan(1), packed, length), Is.False);
        Assert.That(compressor.UnpacksTo(Plain.AsSpan(0, Plain.Length - 1), packed, length), Is.False);
        Assert.That(compressor.UnpacksTo([.. Plain, 0], packed, length), Is.False);
        Assert.That(compressor.UnpacksTo([], packed, length), Is.False);
        byte[] other = [.. Plain];
        other[^1] ^= 1;
        Assert.That(compressor.UnpacksTo(other, packed, length), Is.False);
    }
}
