using ZstdSharp;

namespace RpmTasks.Rpm.Compression;

/// <summary>One zstd frame with its content size. rpm decodes any number of frames in a row (rpmio's zstdRead).</summary>
internal sealed class ZstdFrameCompressor(int level) : FrameCompressor
{
    public static string Encoder { get; } = $"zstdsharp{typeof(Compressor).Assembly.GetName().Version}";

    private readonly Compressor _compressor = new(level);

    public override int Bound(int length) => Compressor.GetCompressBound(length);

    public override int Compress(ReadOnlySpan<byte> plain, byte[] packed) => _compressor.Wrap(plain, packed);

    public override void Dispose() => _compressor.Dispose();
}
