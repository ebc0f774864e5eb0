using System.Text.Json.Nodes;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Tests.Building;

/// <summary>The files of OCI layouts as builders write them.</summary>
internal sealed class OciLayout
{
    private const string Oci = "application/vnd.oci.image.";

    private readonly Dictionary<string, Member> _files = [];

    /// <summary>Docker's media types instead of OCI's.</summary>
    public bool DockerTypes { get; init; }

    /// <summary>As the .NET SDK does: an index that does not say what its images are for.</summary>
    public bool EmptyPlatforms { get; init; }

    public static string PathOf(Digest digest) => "blobs/sha256/" + digest.Hex;

    /// <summary>index.json lists the images themselves.</summary>
    public static List<Member> Flat(params SampleImage[] images) => new OciLayout().With(images);

    public List<Member> With(params SampleImage[] images) => Finish([.. images.Select(AddImage)]);

    /// <summary>index.json lists one index of that name, nested so many times before the images come.</summary>
    public List<Member> Nested(string? name, int depth, params SampleImage[] images)
    {
        var descriptors = images.Select(image => AddImage(image with { Name = null })).ToArray();
        for (var level = 0; level < depth; level++)
            descriptors = [AddBlob(IndexType, Index(descriptors))];
        if (name is not null)
            descriptors[0]["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = name };
        return Finish(descriptors);
    }

    public List<Member> Finish(params JsonObject[] descriptors) =>
    [
        new Member("oci-layout", """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray()),
        new Member("index.json", Index(descriptors)),
        .. _files.Values,
    ];

    public JsonObject AddImage(SampleImage image)
    {
        var config = AddBlob(DockerTypes ? "application/vnd.docker.container.image.v1+json" : Oci + "config.v1+json", image.Config);
        var layers = image.Layers.Select(layer => AddBlob(LayerType(image.Compression), layer)).ToArray<JsonNode?>();
        var manifest = AddBlob(DockerTypes ? "application/vnd.docker.distribution.manifest.v2+json" : Oci + "manifest.v1+json", Bytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["config"] = config,
            ["layers"] = new JsonArray(layers),
        }));
        manifest["platform"] = EmptyPlatforms ? new JsonObject() : new JsonObject { ["architecture"] = image.Architecture, ["os"] = image.Os, ["variant"] = image.Variant };
        if (image.Name is not null)
            manifest["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = image.Name };
        return manifest;
    }

    public JsonObject AddBlob(string type, byte[] bytes)
    {
        var digest = Digest.Of(bytes);
        _files[PathOf(digest)] = new Member(PathOf(digest), bytes);
        return new JsonObject { ["mediaType"] = type, ["digest"] = digest.ToString(), ["size"] = bytes.Length };
    }

    private string IndexType => DockerTypes ? "application/vnd.docker.distribution.manifest.list.v2+json" : Oci + "index.v1+json";

    private string LayerType(LayerCompression compression) => DockerTypes
        ? "application/vnd.docker.image.rootfs.diff.tar.gzip"
        : Oci + "layer.v1.tar" + compression switch { LayerCompression.Gzip => "+gzip", LayerCompression.Zstd => "+zstd", _ => "" };

    private static byte[] Index(JsonObject[] descriptors) => Bytes(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["manifests"] = new JsonArray([.. descriptors.Select(descriptor => descriptor.DeepClone())]),
    });

    private static byte[] Bytes(JsonNode json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
}
