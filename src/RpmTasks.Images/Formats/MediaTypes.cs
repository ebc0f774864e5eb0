using RpmTasks.Images.Model;

namespace RpmTasks.Images.Formats;

/// <summary>The media types of the OCI image specification, and Docker's that mean the same.</summary>
internal static class MediaTypes
{
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciConfig = "application/vnd.oci.image.config.v1+json";

    private const string OciLayer = "application/vnd.oci.image.layer.v1.tar";
    private const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";
    private const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    private const string DockerConfig = "application/vnd.docker.container.image.v1+json";

    public static bool IsIndex(string? type) => type is OciIndex or DockerIndex;

    public static bool IsManifest(string? type) => type is OciManifest or DockerManifest;

    public static bool IsConfig(string? type) => type is OciConfig or DockerConfig;

    public static string OfLayer(LayerCompression compression) => compression switch
    {
        LayerCompression.Gzip => OciLayer + "+gzip",
        LayerCompression.Zstd => OciLayer + "+zstd",
        _ => OciLayer,
    };
}
