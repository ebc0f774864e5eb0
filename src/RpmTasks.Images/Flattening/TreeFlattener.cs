using System.Collections.Immutable;

using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Flattening;

/// <summary>Lays the layers of an image over one another, as an engine does when it makes a container.</summary>
internal static class TreeFlattener
{
    /// <param name="layers">Lowest first.</param>
    /// <param name="spoolFolder">Where compressed layers are unpacked to; it must stay while contents are read.</param>
    /// <exception cref="ImageException">A layer is damaged, or leads outside of the tree.</exception>
    public static FlatTree Flatten(ImmutableArray<ImageLayer> layers, string spoolFolder, CancellationToken cancel)
    {
        var spool = new BlobSpool(spoolFolder);
        var tree = new TreeBuilder();
        foreach (var layer in layers)
        {
            tree.BeginLayer(layer.DiffId.ToString());
            foreach (var member in new LayerReader(Unpacked(layer, spool, cancel), cancel).Read())
                tree.Add(member);
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
