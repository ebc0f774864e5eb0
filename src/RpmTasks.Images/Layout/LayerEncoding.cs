using ICSharpCode.SharpZipLib.GZip;

using RpmTasks.Images.Model;

using ZstdSharp;

namespace RpmTasks.Images.Layout;

/// <summary>How a layer is compressed anew. Both encoders are managed code of a fixed version: the same bytes on every machine.</summary>
/// <param name="Compression">Not <see cref="LayerCompression.None"/>.</param>
/// <param name="Level">The encoder's own scale.</param>
internal sealed record LayerEncoding(LayerCompression Compression, int Level)
{
    public const int GzipLevel = 6;
    public const int ZstdLevel = 3;

    /// <param name="level">Null for the usual one.</param>
    public static LayerEncoding Of(LayerCompression compression, int? level) =>
        new(compression, level ?? (compression == LayerCompression.Gzip ? GzipLevel : ZstdLevel));

    /// <summary>All that decides the bytes of a layer's blob: another encoder may give others.</summary>
    public string KeyOf(Digest diffId) => FormattableString.Invariant($"{diffId.Hex}-layer-{Encoder}-{Level}");

    /// <summary>Compresses what is written to it; leaves the target open.</summary>
    public Stream Open(Stream target) => Compression == LayerCompression.Gzip ? OpenGzip(target) : new CompressionStream(target, Level, leaveOpen: true);

    private string Encoder => Compression == LayerCompression.Gzip
        ? $"gzip-sharpziplib{typeof(GZipOutputStream).Assembly.GetName().Version}"
        : $"zstd-zstdsharp{typeof(CompressionStream).Assembly.GetName().Version}";

    private GZipOutputStream OpenGzip(Stream target)
    {
        var encoder = new GZipOutputStream(target) { IsStreamOwner = false, ModifiedTime = DateTime.UnixEpoch };
        encoder.SetLevel(Level);
        return encoder;
    }
}
