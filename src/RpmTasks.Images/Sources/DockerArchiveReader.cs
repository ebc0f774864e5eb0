using System.Collections.Immutable;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Sources;

/// <summary>
/// Reads what `docker save` writes: manifest.json names the config and the layers. In old archives layers are ID/layer.tar, some of
/// them links; in hybrid ones, as of Docker 25, they lie under blobs/sha256. Legacy files beside them are not looked at.
/// </summary>
internal sealed class DockerArchiveReader(IFileStore store, CancellationToken cancel)
{
    private const string ManifestName = "manifest.json";
    private const string BlobFolder = "blobs/sha256/";

    public ContainerImage Read(string? tag, ImagePlatform? wanted)
    {
        var entry = DockerArchiveChoice.Choose(Entries(), tag, store.Location);
        var config = ReadConfig(entry.Config ?? throw NotAnImage($"its {ManifestName} names no config"));
        PlatformChoice.Check(config.Platform, wanted, store.Location);
        var names = entry.Layers ?? [];
        if (names.Count != config.DiffIds.Length)
            throw NotAnImage($"lists {names.Count} layers, but the image's config has {config.DiffIds.Length}");
        return new ContainerImage(config, [.. names.Zip(config.DiffIds, ReadLayer)]);
    }

    private ImmutableArray<DockerArchiveEntry> Entries()
    {
        if (store.Find(ManifestName) is not { } file)
        {
            throw NotAnImage(store.Find("index.json") is null
                ? $"holds no {ManifestName}, so it is no image that docker save wrote"
                : $"holds no {ManifestName} but an OCI layout; name it oci-archive:");
        }

        var what = $"{store.Location}, {ManifestName}";
        var entries = BoundedJson.Parse(BoundedJson.ReadBytes(file, what), what, ImageDocuments.Default.DockerArchive);
        return [.. entries.Select(entry => entry ?? throw NotAnImage($"has null in its {ManifestName}"))];
    }

    private ImageConfig ReadConfig(string name)
    {
        var what = $"{store.Location}, {name}";
        var bytes = BoundedJson.ReadBytes(Find(name), what);
        var config = ImageConfigReader.Read(bytes, what);
        // Every writer since Docker 1.10 names the config by its digest.
        if (DigestIn(name) is { } named && named != config.Digest)
            throw new ImageException(ImageFault.DigestMismatch, what, $"has the digest {config.Digest}; the image is damaged or was changed");
        return config;
    }

    private ImageLayer ReadLayer(string? name, Digest diffId)
    {
        cancel.ThrowIfCancellationRequested();
        var path = name ?? throw NotAnImage($"has null in the layers of its {ManifestName}");
        var file = Find(path);
        var compression = CompressionMagic.Detect(file.Open, $"{store.Location}, {path}");
        var stated = path.StartsWith(BlobFolder, StringComparison.Ordinal) ? DigestIn(path) : null;
        if (compression == LayerCompression.None && (stated ?? diffId) != diffId)
            throw new ImageException(ImageFault.DigestMismatch, $"{store.Location}, {path}", $"is listed as the layer {diffId}");
        var digest = compression == LayerCompression.None ? diffId : stated ?? DigestOf(file);
        return new ImageLayer(diffId, compression, new Blob(digest, file.Size, file.Open));
    }

    /// <summary>A compressed layer under any other name: nothing says its digest, so it is read once for it.</summary>
    private Digest DigestOf(StoredFile file)
    {
        using var stream = file.Open();
        using var digesting = new DigestingStream(Stream.Null);
        Copying.CopyAll(stream, digesting, cancel);
        return digesting.Digest;
    }

    private StoredFile Find(string name) => store.Find(name)
        ?? throw new ImageException(ImageFault.Truncated, store.Location, $"is incomplete: it lacks '{name}', which its {ManifestName} lists");

    /// <summary>The digest that "HEX.json", "blobs/sha256/HEX" or, as go-containerregistry writes it, "sha256:HEX" states.</summary>
    private static Digest? DigestIn(string name)
    {
        const string prefix = "sha256:";
        var stem = Path.GetFileNameWithoutExtension(name);
        return Digest.TryParse(stem.StartsWith(prefix, StringComparison.Ordinal) ? stem : prefix + stem, out var digest) ? digest : null;
    }

    private ImageException NotAnImage(string detail) => new(ImageFault.NotAnImage, store.Location, detail);
}
