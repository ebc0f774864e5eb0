using System.Collections.Immutable;

using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;

namespace RpmTasks.Packaging.Packing;

/// <summary>Which blobs of an image have packages of their own: all but the last, which is the one that changes with the project.</summary>
internal static class SharedLayers
{
    /// <exception cref="PackException">Two of them have one name.</exception>
    public static ImmutableArray<Blob> Of(ImageRequest request, ImageDirectory image)
    {
        if (request.Layers == ImageLayers.Bundled)
            return [];
        ImmutableArray<Blob> blobs = [.. image.Image.Layers.SkipLast(1).Select(layer => layer.Blob).DistinctBy(blob => blob.Digest)];
        foreach (var pair in blobs.Select(blob => new LayerName(blob.Digest)).GroupBy(name => name.Package).Where(group => group.Count() > 1))
            throw new PackException(Problem.Of(Rules.LayerNameTaken, $"{request.Property}='{request.Text}'", string.Join(" and ", pair.Select(name => name.Digest))));
        return blobs;
    }
}
