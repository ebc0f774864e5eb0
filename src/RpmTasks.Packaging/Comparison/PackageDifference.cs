using System.Collections.Immutable;

using RpmTasks.Packaging.Inspection;

namespace RpmTasks.Packaging.Comparison;

/// <summary>How one package differs from an earlier one, by what both say of themselves.</summary>
internal sealed record PackageDifference
{
    public required ImmutableArray<LayerFacts> NewLayers { get; init; }

    public required ImmutableArray<LayerFacts> KeptLayers { get; init; }

    public required ImmutableArray<LayerFacts> GoneLayers { get; init; }

    /// <summary>Paths beside the image.</summary>
    public required ImmutableArray<string> NewFiles { get; init; }

    public required ImmutableArray<string> ChangedFiles { get; init; }

    public required ImmutableArray<string> GoneFiles { get; init; }

    /// <summary>"Requires: podman &gt;= 4.4".</summary>
    public required ImmutableArray<string> NewDependencies { get; init; }

    public required ImmutableArray<string> GoneDependencies { get; init; }

    /// <summary>Names of scriptlets that are new, gone or other.</summary>
    public required ImmutableArray<string> ChangedScripts { get; init; }

    /// <summary>What else is other: "User: 1654 -&gt; 0".</summary>
    public required ImmutableArray<string> ChangedValues { get; init; }

    public bool IsEmpty =>
        NewLayers.IsEmpty && GoneLayers.IsEmpty && NewFiles.IsEmpty && ChangedFiles.IsEmpty && GoneFiles.IsEmpty
        && NewDependencies.IsEmpty && GoneDependencies.IsEmpty && ChangedScripts.IsEmpty && ChangedValues.IsEmpty;
}
