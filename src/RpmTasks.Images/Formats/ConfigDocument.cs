using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RpmTasks.Images.Formats;

/// <summary>The members of an image config that packaging decides by.</summary>
internal sealed record ConfigDocument(
    [property: JsonPropertyName("os")] string? Os,
    [property: JsonPropertyName("architecture")] string? Architecture,
    [property: JsonPropertyName("variant")] string? Variant,
    [property: JsonPropertyName("config")] RunDocument? Config,
    [property: JsonPropertyName("rootfs")] RootFileSystemDocument? RootFileSystem);

internal sealed record RootFileSystemDocument(
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("diff_ids")] List<string?>? DiffIds);

/// <summary>What a container of the image runs with.</summary>
internal sealed record RunDocument
{
    public List<string?>? Env { get; init; }

    public List<string?>? Entrypoint { get; init; }

    public List<string?>? Cmd { get; init; }

    public Dictionary<string, JsonNode?>? ExposedPorts { get; init; }

    public Dictionary<string, JsonNode?>? Volumes { get; init; }

    public Dictionary<string, string?>? Labels { get; init; }

    public string? User { get; init; }

    public string? WorkingDir { get; init; }

    public string? StopSignal { get; init; }

    /// <summary>Docker's extension of the OCI config.</summary>
    public JsonNode? Healthcheck { get; init; }
}

/// <summary>The member of an image config that says how the image came to be.</summary>
internal sealed record HistoryDocument([property: JsonPropertyName("history")] List<HistoryStep?>? History);

internal sealed record HistoryStep(
    [property: JsonPropertyName("created_by")] string? CreatedBy,
    [property: JsonPropertyName("empty_layer")] bool IsEmptyLayer);
