using RpmTasks.Images.Model;

namespace RpmTasks.Images.Layout;

/// <summary>How an image directory is to be.</summary>
/// <param name="Reference">The full name, "localhost/orders:1.2.3-0123456789ab".</param>
/// <param name="SpoolFolder">Where layers go whose compression has to change.</param>
internal sealed record LayoutWish(string Reference, BlobCompression Compression, string SpoolFolder)
{
    /// <summary>Of layers that are compressed anew; null for the usual one.</summary>
    public int? Level { get; init; }

    /// <summary>
    /// Bytes of a blob, by its digest, where it is at hand in another form, so that it need not be made: it is opened only when that turns
    /// out to be damaged. Null where it is not.
    /// </summary>
    public Func<Digest, long?> KnownLength { get; init; } = _ => null;

    /// <summary>Null where none are kept.</summary>
    public ILayerNotes? Notes { get; init; }

    /// <summary>Told of each layer that was unpacked or compressed, when it is done.</summary>
    public Action<RewrittenLayer> Rewritten { get; init; } = _ => { };
}
