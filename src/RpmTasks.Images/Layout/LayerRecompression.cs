using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Layout;

/// <summary>
/// Gives layers the wanted compression, in the spool. A layer that has it stays where it is; one that is at hand in another form, and whose
/// name and size are known, is not read.
/// </summary>
internal sealed class LayerRecompression(LayoutWish wish, CancellationToken cancel)
{
    private readonly BlobSpool _spool = new(wish.SpoolFolder);

    public ImageLayer Apply(ImageLayer layer)
    {
        var compression = Wanted(layer.Compression);
        if (compression == layer.Compression)
            return layer;
        var blob = compression == LayerCompression.None ? Unpacked(layer) : Compressed(layer, LayerEncoding.Of(compression, wish.Level));
        return new ImageLayer(layer.DiffId, compression, blob);
    }

    private LayerCompression Wanted(LayerCompression existing) => wish.Compression switch
    {
        BlobCompression.None => LayerCompression.None,
        BlobCompression.Gzip => LayerCompression.Gzip,
        BlobCompression.Zstd => LayerCompression.Zstd,
        _ => existing,
    };

    private Blob Unpacked(ImageLayer layer)
    {
        if (wish.KnownLength(layer.DiffId) is { } length)
            return new Blob(layer.DiffId, length, () => LayerContent.OpenTar(layer));
        // An image can have a layer twice.
        return _spool.Find(layer.DiffId) ?? Rewrite(layer, null);
    }

    private Blob Compressed(ImageLayer layer, LayerEncoding encoding)
    {
        var key = encoding.KeyOf(layer.DiffId);
        var known = wish.Notes?.Find(key);
        if (known is not null && wish.KnownLength(known.Digest) == known.Size)
        {
            // Only when what is kept turns out to be damaged, and once. Whoever reads a blob holds it against its digest.
            var made = new Lazy<Blob>(() => _spool.Add(target => Write(layer, encoding, target)));
            return new Blob(known.Digest, known.Size, () => made.Value.Open());
        }

        var blob = Rewrite(layer, encoding);
        var note = new LayerNote(blob.Digest, blob.Size);
        if (note != known)
            wish.Notes?.Add(key, note);
        return blob;
    }

    /// <param name="encoding">Null for none.</param>
    private Blob Rewrite(ImageLayer layer, LayerEncoding? encoding)
    {
        var length = 0L;
        var blob = _spool.Add(target => length = Write(layer, encoding, target));
        wish.Rewritten(new RewrittenLayer(layer.DiffId, length, encoding?.Compression ?? LayerCompression.None));
        return blob;
    }

    /// <returns>Bytes of the tar.</returns>
    private long Write(ImageLayer layer, LayerEncoding? encoding, Stream target)
    {
        using var tar = LayerContent.OpenTar(layer);
        using var encoder = encoding?.Open(target);
        return Copying.CopyAll(tar, encoder ?? target, cancel);
    }
}
