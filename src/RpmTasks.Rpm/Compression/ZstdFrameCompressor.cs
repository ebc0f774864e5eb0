using ZstdSharp;
using ZstdSharp.Unsafe;

namespace RpmTasks.Rpm.Compression;

/// <summary>
/// One zstd frame with its content size and checksum. rpm decodes any number of frames in a row (rpmio's zstdRead), and each checksum on the way.
/// </summary>
internal sealed class ZstdFrameCompressor : FrameCompressor
{
    /// <summary>
    /// 8 MiB: a frame sees all of itself at every level, which takes no longer (docs/adr/0004). It is also the most that every decoder must
    /// take (RFC 8878, 3.1.1.1.2).
    /// </summary>
    private const int WindowLog = 23;

    /// <summary>
    /// Levels 6 to 12 look for matches from five bytes on. From four on programs become smaller in the same time, and texts larger
    /// (docs/adr/0004); images are mostly programs.
    /// </summary>
    private const int MinMatch = 4;

    private readonly Compressor _compressor;
    private readonly Decompressor _decompressor = new();

    public ZstdFrameCompressor(int level)
    {
        _compressor = new Compressor(level);
        _compressor.SetParameter(ZSTD_cParameter.ZSTD_c_windowLog, WindowLog);
        _compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        if (level is >= 6 and <= 12)
            _compressor.SetParameter(ZSTD_cParameter.ZSTD_c_minMatch, MinMatch);
    }

    public static string Encoder { get; } = FormattableString.Invariant($"zstdsharp{typeof(Compressor).Assembly.GetName().Version}-w{WindowLog}m{MinMatch}c");

    public override int Bound(int length) => Compressor.GetCompressBound(length);

    public override int Compress(ReadOnlySpan<byte> plain, byte[] packed) => _compressor.Wrap(plain, packed);

    public override bool UnpacksTo(Span<byte> plain, byte[] packed, int length)
    {
        try
        {
            // Held against the frame's own checksum of the content, and into its place: a decoder apart takes a window more for each worker.
            return _decompressor.Unwrap(packed.AsSpan(0, length), plain) == plain.Length;
        }
        catch (ZstdException)
        {
            return false;
        }
    }

    public override void Dispose()
    {
        _compressor.Dispose();
        _decompressor.Dispose();
    }
}
