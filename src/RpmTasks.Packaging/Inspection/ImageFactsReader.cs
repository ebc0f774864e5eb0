using System.Collections.Immutable;

using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;
using RpmTasks.Images.Sources;

namespace RpmTasks.Packaging.Inspection;

/// <summary>Reads the documents of an image: every one but the index is checked against its digest.</summary>
internal sealed class ImageFactsReader(PackagedImage image, IReadOnlySet<string> packagedPaths, CancellationToken cancel)
{
    private readonly OciBlobs _blobs = new(image);

    /// <summary>One for each platform.</summary>
    public ImmutableArray<ImageFacts> Read()
    {
        try
        {
            var file = image.Find("index.json") ?? throw new ImageException(ImageFault.Truncated, image.Location, "its index.json is no document");
            var index = BoundedJson.Parse(BoundedJson.ReadBytes(file, "index.json"), "index.json", ImageDocuments.Default.OciIndex);
            return [.. new OciIndexWalk(_blobs, cancel).Manifests(index).Select(ReadOne)];
        }
        catch (ImageException exception)
        {
            return [new ImageFacts(image.Location) { Problem = exception.Message }];
        }
    }

    private ImageFacts ReadOne(ListedManifest listed)
    {
        var manifest = _blobs.Read(listed.Descriptor, ImageDocuments.Default.OciManifest);
        var descriptor = manifest.Config ?? throw new ImageException(ImageFault.NotAnImage, image.Location, "its manifest names no config");
        var bytes = BoundedJson.ReadVerified(_blobs.Find(descriptor), "config");
        var config = ImageConfigReader.Read(bytes, "config");
        return new ImageFacts(image.Location)
        {
            Reference = listed.Names.FirstOrDefault(),
            Id = config.Digest.ToString(),
            ManifestDigest = listed.Descriptor.Digest,
            Platform = config.Platform.ToString(),
            Entrypoint = config.Entrypoint,
            Command = config.Command,
            User = config.User,
            WorkingDirectory = config.WorkingDirectory,
            ExposedPorts = config.ExposedPorts,
            Volumes = config.Volumes,
            EnvironmentNames = [.. config.Environment.Select(assignment => assignment.Split('=')[0])],
            Labels = config.Labels,
            Layers = LayersOf(manifest, config, HistoryOf(bytes)),
        };
    }

    private ImmutableArray<LayerFacts> LayersOf(OciManifest manifest, ImageConfig config, IReadOnlyList<string?> history) =>
    [
        .. (manifest.Layers ?? []).OfType<OciDescriptor>().Select((layer, i) => new LayerFacts(
            layer.Digest ?? "",
            i < config.DiffIds.Length ? config.DiffIds[i].ToString() : null,
            layer.MediaType ?? "",
            layer.Size,
            Digest.TryParse(layer.Digest, out var digest) && packagedPaths.Contains($"{image.Location}/blobs/sha256/{digest.Hex}"))
        {
            CreatedBy = history.ElementAtOrDefault(i),
        }),
    ];

    /// <summary>The steps that made a layer, in the layers' order.</summary>
    private static List<string?> HistoryOf(byte[] config) =>
        [.. (BoundedJson.Parse(config, "config", ImageDocuments.Default.HistoryDocument).History ?? []).OfType<HistoryStep>().Where(step => !step.IsEmptyLayer).Select(step => step.CreatedBy)];
}
