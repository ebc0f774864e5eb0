using System.Collections.Immutable;

namespace RpmTasks.Packaging.Inspection;

/// <summary>An image that the package carries as a folder.</summary>
/// <param name="Folder">On the host.</param>
internal sealed record ImageFacts(string Folder)
{
    /// <summary>The name under which engines list it.</summary>
    public string? Reference { get; init; }

    /// <summary>Digest of the config: its ID in Podman and in Docker's classic store.</summary>
    public string? Id { get; init; }

    public string? ManifestDigest { get; init; }

    /// <summary>"linux/amd64".</summary>
    public string? Platform { get; init; }

    public ImmutableArray<string> Entrypoint { get; init; } = [];

    public ImmutableArray<string> Command { get; init; } = [];

    public string? User { get; init; }

    public string? WorkingDirectory { get; init; }

    public ImmutableArray<string> ExposedPorts { get; init; } = [];

    public ImmutableArray<string> Volumes { get; init; } = [];

    /// <summary>Names only: values can be secrets.</summary>
    public ImmutableArray<string> EnvironmentNames { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<LayerFacts> Layers { get; init; } = [];

    /// <summary>Why it cannot be read; null when it can.</summary>
    public string? Problem { get; init; }
}

/// <param name="Digest">Of the blob as it lies in the package.</param>
/// <param name="DiffId">Of the layer's tar.</param>
/// <param name="InPackage">False when its blob belongs to another package.</param>
internal sealed record LayerFacts(string Digest, string? DiffId, string MediaType, long Size, bool InPackage)
{
    /// <summary>What made it, by the image's history.</summary>
    public string? CreatedBy { get; init; }
}
