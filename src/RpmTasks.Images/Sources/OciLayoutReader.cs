using System.Collections.Immutable;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Sources;

/// <summary>Reads an OCI layout, folder or archive: index.json, indexes within it, one manifest, its config and layers.</summary>
internal sealed class OciLayoutReader(IFileStore store, CancellationToken cancel)
{
    private const string IndexName = "index.json";

    private readonly OciBlobs _blobs = new(store);

    public ContainerImage Read(string? tag, ImagePlatform? wanted)
    {
        var walk = new OciIndexWalk(_blobs, cancel);
        var manifests = walk.Manifests(ReadIndex()).Select(WithPlatform).ToImmutableArray();
        var chosen = OciChoice.Choose(manifests, tag, wanted, store.Location);
        var (manifest, config) = ReadConfig(chosen.Descriptor);
        // What an index says of an image is a hint; the config is the image.
        PlatformChoice.Check(config.Platform, wanted, store.Location);
        return new ContainerImage(config, ReadLayers(manifest, config)) { ManifestDigest = Digest.Parse(chosen.Descriptor.Digest!) };
    }

    private OciIndex ReadIndex()
    {
        if (store.Find(IndexName) is not { } index || store.Find("oci-layout") is null)
        {
            throw new ImageException(ImageFault.NotAnImage, store.Location, store.Find("manifest.json") is null
                ? $"holds no oci-layout with {IndexName}, so it is no OCI layout"
                : "is no OCI layout but what docker save writes; name it docker-archive:");
        }

        var what = $"{store.Location}, {IndexName}";
        return BoundedJson.Parse(BoundedJson.ReadBytes(index, what), what, ImageDocuments.Default.OciIndex);
    }

    /// <summary>An index need not say what its images are for; the .NET SDK's does not.</summary>
    private ListedManifest WithPlatform(ListedManifest listed) =>
        listed.Platform is null ? listed with { Platform = ReadConfig(listed.Descriptor).Config.Platform } : listed;

    private (OciManifest Manifest, ImageConfig Config) ReadConfig(OciDescriptor descriptor)
    {
        cancel.ThrowIfCancellationRequested();
        var manifest = _blobs.Read(descriptor, ImageDocuments.Default.OciManifest);
        if (manifest.Config is not { } config || !MediaTypes.IsConfig(config.MediaType))
            throw new ImageException(ImageFault.NotAnImage, store.Location, $"{descriptor.Digest} is no image; its config has the type '{manifest.Config?.MediaType}'");
        var blob = _blobs.Find(config);
        return (manifest, ImageConfigReader.Read(BoundedJson.ReadVerified(blob, _blobs.Describe(config)), _blobs.Describe(config)));
    }

    private ImmutableArray<ImageLayer> ReadLayers(OciManifest manifest, ImageConfig config)
    {
        var layers = manifest.Layers ?? [];
        if (layers.Count != config.DiffIds.Length)
            throw new ImageException(ImageFault.NotAnImage, store.Location, $"lists {layers.Count} layers, but the image's config has {config.DiffIds.Length}");
        return [.. layers.Zip(config.DiffIds, ReadLayer)];
    }

    private ImageLayer ReadLayer(OciDescriptor? descriptor, Digest diffId)
    {
        cancel.ThrowIfCancellationRequested();
        if (descriptor is null || descriptor.MediaType?.EndsWith("+encrypted", StringComparison.Ordinal) == true)
            throw new ImageException(ImageFault.NotAnImage, store.Location, descriptor is null ? "has null in its layers" : "has an encrypted layer");
        var blob = _blobs.Find(descriptor);
        var compression = CompressionMagic.Detect(blob.Open, _blobs.Describe(descriptor));
        if (compression == LayerCompression.None && blob.Digest != diffId)
            throw new ImageException(ImageFault.DigestMismatch, _blobs.Describe(descriptor), $"is listed as the layer {diffId}");
        return new ImageLayer(diffId, compression, blob);
    }
}
