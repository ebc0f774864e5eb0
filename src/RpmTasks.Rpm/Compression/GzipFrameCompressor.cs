using System.IO.Compression;
using System.Runtime.InteropServices;

namespace RpmTasks.Rpm.Compression;

/// <summary>One gzip member, without a time or a name; zlib reads any number of members in a row.</summary>
internal sealed class GzipFrameCompressor(int level) : FrameCompressor
{
    /// <summary>zlib comes with the runtime, in another version or for another processor perhaps with other bytes.</summary>
    public static string Encoder { get; } = $"dotnet{Environment.Version}{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant();

    /// <summary>Deflate stores what does not compress in blocks of at most 64 KiB at 5 bytes each; member header and trailer take 18.</summary>
    public override int Bound(int length) => length + (length >> 8) + 1024;

    public override int Compress(ReadOnlySpan<byte> plain, byte[] packed)
    {
        using var output = new MemoryStream(packed);
        using (var gzip = new GZipStream(output, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
            gzip.Write(plain);
        return (int)output.Position;
    }

    public override bool UnpacksTo(Span<byte> plain, byte[] packed, int length)
    {
        using var unpacked = new GZipStream(new MemoryStream(packed, 0, length, writable: false), CompressionMode.Decompress);
        Span<byte> part = stackalloc byte[1 << 14];
        while (true)
        {
            var count = unpacked.ReadAtLeast(part, part.Length, throwOnEndOfStream: false);
            if (count > plain.Length || !plain[..count].SequenceEqual(part[..count]))
                return false;
            if (count == 0)
                return plain.IsEmpty;
            plain = plain[count..];
        }
    }

    public override void Dispose()
    {
    }
}
