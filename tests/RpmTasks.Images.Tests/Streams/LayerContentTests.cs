using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;
using RpmTasks.Images.Tests.Building;

namespace RpmTasks.Images.Tests.Streams;

internal sealed class LayerContentTests
{
    private static readonly byte[] Layer = Tar.Of([new Member("usr/share/words", [.. Enumerable.Range(0, 40_000).Select(i => (byte)(i * i % 251))])]);

    [Test]
    public void Every_compression_gives_the_tar([Values] LayerCompression compression)
    {
        using var tar = LayerContent.OpenTar(LayerOf(SampleImage.Compress(Layer, compression), compression));

        Assert.That(Reading.ReadAll(tar), Is.EqualTo(Layer));
    }

    [Test]
    public void Two_gzip_members_and_two_zstd_frames_are_one_layer([Values(LayerCompression.Gzip, LayerCompression.Zstd)] LayerCompression compression)
    {
        byte[] stored = [.. SampleImage.Compress(Layer[..1000], compression), .. SampleImage.Compress(Layer[1000..], compression)];
        using var tar = LayerContent.OpenTar(LayerOf(stored, compression));

        Assert.That(Reading.ReadAll(tar), Is.EqualTo(Layer));
    }

    [Test]
    public void Every_cut_is_a_digest_mismatch([Values] LayerCompression compression)
    {
        var stored = SampleImage.Compress(Layer, compression);
        for (var length = 0; length < stored.Length; length += 37)
        {
            using var tar = LayerContent.OpenTar(LayerOf(stored, compression, stored[..length]));
            Assert.That(Reading.FaultOf(() => Reading.ReadAll(tar)), Is.EqualTo(ImageFault.DigestMismatch), $"cut at {length}");
        }
    }

    [Test]
    public void Every_changed_bit_is_a_digest_mismatch([Values] LayerCompression compression)
    {
        var stored = SampleImage.Compress(Layer, compression);
        for (var bit = 0; bit < stored.Length * 8; bit += 1009)
        {
            var changed = stored.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            using var tar = LayerContent.OpenTar(LayerOf(stored, compression, changed));
            Assert.That(Reading.FaultOf(() => Reading.ReadAll(tar)), Is.EqualTo(ImageFault.DigestMismatch), $"bit {bit}");
        }
    }

    [Test]
    public void A_wrong_diff_ID_is_found_though_the_blob_is_true([Values(LayerCompression.Gzip, LayerCompression.Zstd)] LayerCompression compression)
    {
        var layer = LayerOf(SampleImage.Compress(Layer, compression), compression) with { DiffId = Digest.Of([1]) };
        using var tar = LayerContent.OpenTar(layer);

        Assert.That(Reading.FaultOf(() => Reading.ReadAll(tar)), Is.EqualTo(ImageFault.DigestMismatch));
    }

    [Test]
    public void Bytes_after_the_compressed_ones_do_not_escape_the_digest()
    {
        var stored = SampleImage.Compress(Layer, LayerCompression.Gzip);
        using var tar = LayerContent.OpenTar(LayerOf(stored, LayerCompression.Gzip, [.. stored, 1, 2, 3]));

        Assert.That(Reading.FaultOf(() => Reading.ReadAll(tar)), Is.EqualTo(ImageFault.DigestMismatch));
    }

    [Test]
    public void A_bomb_stops_where_no_layer_goes()
    {
        // Zstd of zeros: 1.25 GiB in about 40 KiB, a ratio that no tar of files has.
        using var source = new ZeroStream(5L << 28);
        using var stored = new MemoryStream();
        using (var encoder = new ZstdSharp.CompressionStream(stored, 1, leaveOpen: true))
            source.CopyTo(encoder);
        var bytes = stored.ToArray();
        using var tar = LayerContent.OpenTar(LayerOf(bytes, LayerCompression.Zstd));

        Assert.That(Reading.FaultOf(() => tar.CopyTo(Stream.Null)), Is.EqualTo(ImageFault.LimitExceeded));
    }

    private static ImageLayer LayerOf(byte[] listed, LayerCompression compression, byte[]? actual = null) =>
        new(Digest.Of(Layer), compression, Blob.FromBytes(listed) with { Open = () => new MemoryStream(actual ?? listed) });

    private sealed class ZeroStream(long length) : ForwardStream
    {
        private long _left = length;

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, _left);
            buffer[..count].Clear();
            _left -= count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
