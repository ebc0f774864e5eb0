using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace RpmTasks.Images.Model;

/// <summary>
/// The config of an image: the exact bytes, which name it, and the values that packaging decides by. Unknown members stay in the bytes.
/// </summary>
internal sealed record ImageConfig
{
    /// <summary>The config's JSON as its digest covers it.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/>: the ID of the image in Podman and in Docker's classic store.</summary>
    public required Digest Digest { get; init; }

    public required ImagePlatform Platform { get; init; }

    public required ImmutableArray<Digest> DiffIds { get; init; }

    /// <summary>"NAME=value" in the image's order.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    public ImmutableArray<string> Entrypoint { get; init; } = [];

    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>"8080/tcp", in ordinal order.</summary>
    public ImmutableArray<string> ExposedPorts { get; init; } = [];

    /// <summary>Paths, in ordinal order.</summary>
    public ImmutableArray<string> Volumes { get; init; } = [];

    public string User { get; init; } = "";

    public string WorkingDirectory { get; init; } = "";

    public string StopSignal { get; init; } = "";

    /// <summary>Whether it says how an engine finds out that the app is well (HEALTHCHECK of a Dockerfile).</summary>
    public bool HasHealthCheck { get; init; }

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The JSON as a tree of its own, to change and serialise again.</summary>
    public JsonObject ToJson() => JsonNode.Parse(Bytes.Span)!.AsObject();
}
