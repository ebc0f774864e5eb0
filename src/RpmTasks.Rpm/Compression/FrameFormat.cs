using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Compression;

/// <summary>How a payload is cut and compressed, and what the header says about it.</summary>
/// <param name="CompressorName">PAYLOADCOMPRESSOR; null leaves the tag out, which every rpm reads as "pass it through".</param>
/// <param name="Flags">PAYLOADFLAGS, which nobody interprets: the level.</param>
/// <param name="Encoder">Name and version of what compresses: another one may give other bytes.</param>
internal sealed record FrameFormat(string? CompressorName, string Flags, string Encoder, Func<FrameCompressor> Create)
{
    /// <summary>
    /// What a frame cannot see of the one before costs little, and each lies in memory whole (docs/adr/0004). What 7 MiB compress to at worst
    /// still fits into one of the pool's arrays of 8 MiB.
    /// </summary>
    public const int FrameLength = 7 << 20;

    public static FrameFormat Of(PayloadCompression compression)
    {
        var (compressor, level) = compression;
        var flags = level.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return compressor switch
        {
            PayloadCompressor.Zstd => new("zstd", flags, ZstdFrameCompressor.Encoder, () => new ZstdFrameCompressor(level)),
            PayloadCompressor.Gzip => new("gzip", flags, GzipFrameCompressor.Encoder, () => new GzipFrameCompressor(level)),
            _ => new(null, "", "", () => new StoredFrame()),
        };
    }

    /// <summary>Whether it pays to keep frames.</summary>
    public bool IsCompressed => CompressorName is not null;

    /// <summary>What a content's frames are kept under: all that decides their bytes.</summary>
    /// <param name="sha256">Of the content, in hex.</param>
    public string KeyOf(string sha256) => FormattableString.Invariant($"{sha256}-{CompressorName}-{Flags}-{FrameLength >> 20}m-{Encoder}");
}
