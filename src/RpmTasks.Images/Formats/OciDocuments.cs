using System.Text.Json.Serialization;

namespace RpmTasks.Images.Formats;

/// <summary>A descriptor of the OCI image specification, as anyone may have written it: everything can be absent.</summary>
internal sealed record OciDescriptor(
    [property: JsonPropertyName("mediaType")] string? MediaType,
    [property: JsonPropertyName("digest")] string? Digest,
    [property: JsonPropertyName("size")] long Size)
{
    [JsonPropertyName("platform")]
    public OciPlatform? Platform { get; init; }

    [JsonPropertyName("annotations")]
    public Dictionary<string, string?>? Annotations { get; init; }
}

internal sealed record OciPlatform(
    [property: JsonPropertyName("os")] string? Os,
    [property: JsonPropertyName("architecture")] string? Architecture,
    [property: JsonPropertyName("variant")] string? Variant);

internal sealed record OciIndex([property: JsonPropertyName("manifests")] List<OciDescriptor?>? Manifests);

internal sealed record OciManifest(
    [property: JsonPropertyName("config")] OciDescriptor? Config,
    [property: JsonPropertyName("layers")] List<OciDescriptor?>? Layers);

/// <summary>One image of the manifest.json of a docker archive; the names are members of the archive.</summary>
internal sealed record DockerArchiveEntry(
    [property: JsonPropertyName("Config")] string? Config,
    [property: JsonPropertyName("RepoTags")] List<string?>? RepoTags,
    [property: JsonPropertyName("Layers")] List<string?>? Layers);
