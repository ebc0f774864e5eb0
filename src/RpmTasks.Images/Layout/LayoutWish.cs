using RpmTasks.Images.Model;

namespace RpmTasks.Images.Layout;

/// <summary>How an image directory is to be.</summary>
/// <param name="Reference">The full name, "localhost/orders:1.2.3-0123456789ab".</param>
/// <param name="SpoolFolder">Where layers go whose compression has to change.</param>
internal sealed record LayoutWish(string Reference, BlobCompression Compression, string SpoolFolder)
{
    /// <summary>
    /// Bytes of a layer's tar, by diff ID, where it is at hand in another form, so that it need not be unpacked: it is opened only when
    /// that turns out to be damaged. Null where it is not.
    /// </summary>
    public Func<Digest, long?> KnownLength { get; init; } = _ => null;
}
