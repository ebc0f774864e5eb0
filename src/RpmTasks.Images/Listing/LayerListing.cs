using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Listing;

/// <summary>What lies in a layer.</summary>
internal static class LayerListing
{
    /// <summary>The members in the order of the layer's tar, whiteouts among them. Reads the layer once, and keeps nothing of it.</summary>
    /// <exception cref="ImageException">It is no tar, or not a sane one.</exception>
    public static IEnumerable<TarMember> Read(ImageLayer layer, CancellationToken cancel)
    {
        // A plain blob is checked when it is packed.
        using var tar = new SkippingStream(layer.Compression == LayerCompression.None ? layer.Blob.Open() : LayerContent.OpenTar(layer));
        foreach (var member in new TarIndexReader(layer.DiffId.ToString(), tar, cancel).Read())
            yield return member;
    }
}
