using System.Collections.Immutable;

namespace RpmTasks.Packaging.Provenance;

/// <summary>Where the package comes from, for its labels, its header and its bill of materials.</summary>
internal sealed record ProvenanceRequest
{
    public bool HasSbom { get; init; }

    /// <summary>Null where the build knows of none.</summary>
    public string? Revision { get; init; }

    /// <summary>Null where the project does not publish it.</summary>
    public string? RepositoryUrl { get; init; }

    /// <summary>By ID and version, each once.</summary>
    public ImmutableArray<Component> Components { get; init; } = [];

    /// <summary>rpm's VCS tag, as Fedora's packagers write it: git:URL#COMMIT.</summary>
    public string? Vcs => Revision is null ? null : "git:" + (RepositoryUrl is null ? "" : RepositoryUrl + "#") + Revision;
}

internal enum ComponentRole
{
    Package,
    RuntimePack,

    /// <summary>A framework that the base image brings.</summary>
    Framework,
}

/// <summary>Something that others made and the app is made of.</summary>
internal sealed record Component(ComponentRole Role, string Id, string Version)
{
    /// <summary>SPDX expression; null when the package does not say.</summary>
    public string? License { get; init; }

    public string? Copyright { get; init; }

    /// <summary>SHA-512 of the package's content in hex, the contentHash of lock files.</summary>
    public string? Sha512 { get; init; }
}
