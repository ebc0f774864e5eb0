using System.IO.Compression;

namespace RpmTasks.Rpm.Compression;

/// <summary>One gzip member, without a time or a name; zlib reads any number of members in a row.</summary>
internal sealed class GzipFrameCompressor(int level) : FrameCompressor
{
    /// <summary>Deflate stores what does not compress in blocks of at most 64 KiB at 5 bytes each; member header and trailer take 18.</summary>
    public override int Bound(int length) => length + (length >> 8) + 1024;

    public override int Compress(ReadOnlySpan<byte> plain, byte[] packed)
    {
        using var output = new MemoryStream(packed);
        using (var gzip = new GZipStream(output, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
            gzip.Write(plain);
        return (int)output.Position;
    }

    public override void Dispose()
    {
    }
}
