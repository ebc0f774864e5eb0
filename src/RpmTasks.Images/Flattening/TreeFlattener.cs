using System.Collections.Immutable;

using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Flattening;

/// <summary>Lays the layers of an image over one another, as an engine does when it makes a container.</summary>
internal static class TreeFlattener
{
    /// <param name="layers">Lowest first.</param>
    /// <param name="spoolFolder">Where compressed layers are unpacked to; it must stay while contents are read.</param>
    /// <param name="read">Told of each layer when it is done.</param>
    /// <exception cref="ImageException">A layer is damaged, or leads outside of the tree.</exception>
    public static FlatTree Flatten(ImmutableArray<ImageLayer> layers, string spoolFolder, Action<FlattenedLayer> read, CancellationToken cancel)
    {
        var spool = new BlobSpool(spoolFolder);
        var tree = new TreeBuilder();
        foreach (var layer in layers)
        {
            tree.BeginLayer(layer.DiffId.ToString());
            var unpacked = Unpacked(layer, spool, cancel);
            foreach (var member in new LayerReader(unpacked, cancel).Read())
                tree.Add(member);
            read(new FlattenedLayer(layer.DiffId, unpacked.Blob.Size));
        }

        return tree.ToTree();
    }

    private static ImageLayer Unpacked(ImageLayer layer, BlobSpool spool, CancellationToken cancel)
    {
        if (layer.Compression == LayerCompression.None)
            return layer;
        var blob = spool.Find(layer.DiffId) ?? spool.Add(target =>
        {
            using var tar = LayerContent.OpenTar(layer);
            Copying.CopyAll(tar, target, cancel);
        });
        return new ImageLayer(layer.DiffId, LayerCompression.None, blob);
    }
}

/// <summary>A layer that was laid over those below it.</summary>
/// <param name="Length">Bytes of its tar.</param>
internal sealed record FlattenedLayer(Digest DiffId, long Length);
