using System.Collections.Immutable;
using System.Text.Json.Nodes;

using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Layout;

/// <summary>The JSON files of an image directory: those of an OCI layout, and manifest.json for Docker's classic store.</summary>
internal static class LayoutDocuments
{
    public static string PathOf(Digest digest) => "blobs/sha256/" + digest.Hex;

    public static byte[] Version() => ImageJson.Serialise(new JsonObject { ["imageLayoutVersion"] = "1.0.0" });

    public static byte[] Manifest(Blob config, ImmutableArray<ImageLayer> layers) => ImageJson.Serialise(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = MediaTypes.OciManifest,
        ["config"] = Descriptor(MediaTypes.OciConfig, config),
        ["layers"] = new JsonArray([.. layers.Select(layer => Descriptor(MediaTypes.OfLayer(layer.Compression), layer.Blob))]),
    });

    public static byte[] Index(Blob manifest, ImagePlatform platform, string reference)
    {
        var descriptor = Descriptor(MediaTypes.OciManifest, manifest);
        descriptor["platform"] = PlatformJson(platform);
        // containerd and Podman take the first for the name, `podman pull oci:` the second; a tag alone would become a name.
        descriptor["annotations"] = new JsonObject
        {
            ["io.containerd.image.name"] = reference,
            ["org.opencontainers.image.ref.name"] = reference,
        };
        return ImageJson.Serialise(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.OciIndex,
            ["manifests"] = new JsonArray(descriptor),
        });
    }

    public static byte[] DockerManifest(Blob config, ImmutableArray<ImageLayer> layers, string reference) => ImageJson.Serialise(new JsonArray(new JsonObject
    {
        ["Config"] = PathOf(config.Digest),
        ["RepoTags"] = new JsonArray(reference),
        ["Layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)PathOf(layer.Blob.Digest))]),
    }));

    private static JsonObject Descriptor(string mediaType, Blob blob) => new()
    {
        ["mediaType"] = mediaType,
        ["digest"] = blob.Digest.ToString(),
        ["size"] = blob.Size,
    };

    private static JsonObject PlatformJson(ImagePlatform platform)
    {
        var json = new JsonObject { ["architecture"] = platform.Architecture, ["os"] = platform.Os };
        if (platform.Variant is not null)
            json["variant"] = platform.Variant;
        return json;
    }
}
