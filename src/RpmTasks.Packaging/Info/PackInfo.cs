using System.Collections.Immutable;

using RpmTasks.Packaging.Comparison;
using RpmTasks.Packaging.Inspection;

namespace RpmTasks.Packaging.Info;

/// <summary>What a pack would make, and why.</summary>
/// <remarks>The JSON of RpmInfo has these names in camel case; they are a contract (docs/info.md).</remarks>
internal sealed record PackInfo
{
    /// <summary>Raised when a name changes its meaning; new names do not raise it.</summary>
    public int Schema { get; } = 1;

    public required string Project { get; init; }

    /// <summary>Absolute path of the package.</summary>
    public required string Output { get; init; }

    /// <summary>Whether it lies there already, and would be replaced.</summary>
    public required bool Exists { get; init; }

    /// <summary>What is known only when it is packed; empty when all is as it will be.</summary>
    public required ImmutableArray<string> Unknown { get; init; }

    public required SourceFacts Source { get; init; }

    public required PackageFacts Package { get; init; }

    public required ImmutableArray<PlannedLayer> Layers { get; init; }

    public required ImmutableArray<UnitFacts> Units { get; init; }

    /// <summary>Null when no earlier version lies in the output folder.</summary>
    public UpdateFacts? Update { get; init; }

    public required ImmutableArray<PropertyFacts> Properties { get; init; }
}

/// <summary>Where the image comes from.</summary>
/// <param name="Property">RpmImage, RpmDockerfile or RpmBaseImage.</param>
/// <param name="PublishFolder">Of an app of the project's own.</param>
internal sealed record SourceFacts(string Property, string Value, string? PublishFolder);

/// <summary>A layer on its way to the host.</summary>
/// <param name="Size">Bytes of its blob.</param>
/// <param name="Cached">Whether it lies compressed in the cache.</param>
internal sealed record PlannedLayer(string Digest, long Size, bool Cached)
{
    /// <summary>Bytes that it takes in a package, where that is known without compressing it.</summary>
    public long? PackedSize { get; init; }

    /// <summary>The package of its own that it goes into; null when it lies in the app's.</summary>
    public string? Package { get; init; }

    public string? CreatedBy { get; init; }
}

internal sealed record UnitFacts(string Path, string Text);

/// <summary>What those would get who have the previous version.</summary>
/// <param name="Previous">name-[epoch:]version-release.architecture.</param>
/// <param name="File">Its name in the output folder.</param>
internal sealed record UpdateFacts(string Previous, string File)
{
    /// <summary>Bytes of the layers that the package carries, or that the host would fetch beside it.</summary>
    public required long ShippedLayerBytes { get; init; }

    /// <summary>Bytes of the layers that the previous version did not have.</summary>
    public required long NewLayerBytes { get; init; }

    public required PackageDifference Difference { get; init; }
}

/// <param name="Value">Null when there is none. Of what can be secret only names.</param>
/// <param name="Origin">"command line", "environment" or "project" where it was set; else whose default it is: "project", "sdk", "image" or "default".</param>
/// <param name="From">What a default was taken from: the name of a property, of the image's own value.</param>
internal sealed record PropertyFacts(string Name, string? Value, string Origin, string? From);
