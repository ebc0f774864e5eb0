using ICSharpCode.SharpZipLib.GZip;

using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

using ZstdSharp;

namespace RpmTasks.Images.Layout;

/// <summary>Gives layers the wanted compression, in the spool; a layer that has it stays where it is.</summary>
internal sealed class LayerRecompression(LayoutWish wish, CancellationToken cancel)
{
    private const int GzipLevel = 6;
    private const int ZstdLevel = 3;

    private readonly BlobSpool _spool = new(wish.SpoolFolder);

    public ImageLayer Apply(ImageLayer layer)
    {
        var compression = Wanted(layer.Compression);
        if (compression == layer.Compression)
            return layer;
        if (compression == LayerCompression.None && wish.KnownLength(layer.DiffId) is { } length)
            return new ImageLayer(layer.DiffId, compression, new Blob(layer.DiffId, length, () => LayerContent.OpenTar(layer)));
        // A plain layer is named by its diff ID, so one that an earlier build unpacked is known; it is checked when it is packed.
        var blob = (compression == LayerCompression.None ? _spool.Find(layer.DiffId) : null) ?? _spool.Add(target => Write(layer, compression, target));
        return new ImageLayer(layer.DiffId, compression, blob);
    }

    private LayerCompression Wanted(LayerCompression existing) => wish.Compression switch
    {
        BlobCompression.None => LayerCompression.None,
        BlobCompression.Gzip => LayerCompression.Gzip,
        BlobCompression.Zstd => LayerCompression.Zstd,
        _ => existing,
    };

    private void Write(ImageLayer layer, LayerCompression compression, Stream target)
    {
        using var tar = LayerContent.OpenTar(layer);
        using var encoder = Encoder(compression, target);
        Copying.CopyAll(tar, encoder ?? target, cancel);
    }

    /// <summary>null for no compression. Both encoders are managed code of a fixed version: the same bytes on every machine.</summary>
    private static Stream? Encoder(LayerCompression compression, Stream target) => compression switch
    {
        LayerCompression.Gzip => Gzip(target),
        LayerCompression.Zstd => new CompressionStream(target, ZstdLevel, leaveOpen: true),
        _ => null,
    };

    private static GZipOutputStream Gzip(Stream target)
    {
        var encoder = new GZipOutputStream(target) { IsStreamOwner = false, ModifiedTime = DateTime.UnixEpoch };
        encoder.SetLevel(GzipLevel);
        return encoder;
    }
}
