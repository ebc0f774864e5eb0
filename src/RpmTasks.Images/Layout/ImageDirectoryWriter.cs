using System.Collections.Immutable;

using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Layout;

/// <summary>Makes the image directory of an image, and writes it out.</summary>
internal static class ImageDirectoryWriter
{
    public static ImageDirectory Plan(ContainerImage image, LayoutWish wish, CancellationToken cancel)
    {
        var reference = wish.Reference;
        var recompression = new LayerRecompression(wish, cancel);
        var layers = image.Layers.Select(recompression.Apply).ToImmutableArray();
        var config = Blob.FromBytes(image.Config.Bytes);
        var manifest = Blob.FromBytes(LayoutDocuments.Manifest(config, layers));
        var blobs = layers.Select(layer => layer.Blob).Append(config).Append(manifest)
            .DistinctBy(blob => blob.Digest)
            .Select(blob => new ImageDirectoryFile(LayoutDocuments.PathOf(blob.Digest), blob));
        return new ImageDirectory
        {
            Files =
            [
                .. blobs
                    .Append(new("oci-layout", Blob.FromBytes(LayoutDocuments.Version())))
                    .Append(new("index.json", Blob.FromBytes(LayoutDocuments.Index(manifest, image.Config.Platform, reference))))
                    .Append(new("manifest.json", Blob.FromBytes(LayoutDocuments.DockerManifest(config, layers, reference))))
                    .OrderBy(file => file.Path, StringComparer.Ordinal),
            ],
            ConfigDigest = config.Digest,
            ManifestDigest = manifest.Digest,
            Reference = reference,
            Image = image with { Layers = layers },
        };
    }

    /// <summary>Of an image that goes to the host in another form: its names, and no files.</summary>
    public static ImageDirectory PlanNone(ContainerImage image, string reference) => new()
    {
        Files = [],
        ConfigDigest = image.Config.Digest,
        ManifestDigest = Digest.Of(LayoutDocuments.Manifest(Blob.FromBytes(image.Config.Bytes), image.Layers)),
        Reference = reference,
        Image = image,
    };

    /// <summary>Writes the files below a folder, verifying every digest. A file that fails is not left behind.</summary>
    public static void WriteTo(ImageDirectory directory, string folder, CancellationToken cancel)
    {
        foreach (var file in directory.Files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            WriteFile(file.Content, path, cancel);
        }
    }

    private static void WriteFile(Blob blob, string path, CancellationToken cancel)
    {
        try
        {
            using var source = VerifyingStream.Open(blob);
            using var target = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            Copying.CopyAll(source, target, cancel);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
