using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Compression;

/// <summary>How a payload is cut and compressed, and what the header says about it.</summary>
/// <param name="CompressorName">PAYLOADCOMPRESSOR; null leaves the tag out, which every rpm reads as "pass it through".</param>
/// <param name="Flags">PAYLOADFLAGS, which nobody interprets: the level.</param>
internal sealed record FrameFormat(string? CompressorName, string Flags, Func<FrameCompressor> Create)
{
    /// <summary>
    /// Four times the window of zstd's level 3, as zstd's own threads cut their work: what a frame cannot see of the one before
    /// costs little.
    /// </summary>
    public const int FrameLength = 8 << 20;

    public static FrameFormat Of(PayloadCompression compression)
    {
        var (compressor, level) = compression;
        var flags = level.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return compressor switch
        {
            PayloadCompressor.Zstd => new("zstd", flags, () => new ZstdFrameCompressor(level)),
            PayloadCompressor.Gzip => new("gzip", flags, () => new GzipFrameCompressor(level)),
            _ => new(null, "", () => new StoredFrame()),
        };
    }
}
