using System.Collections.Immutable;

using RpmTasks.Packaging.Comparison;
using RpmTasks.Packaging.Info;
using RpmTasks.Packaging.Inspection;

namespace RpmTasks.Packaging.Reports;

/// <summary>What the page about a package is made of.</summary>
internal sealed record ReportFacts
{
    /// <summary>As it was written.</summary>
    public required PackageFacts Package { get; init; }

    /// <summary>Of its file, in hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Lowest first.</summary>
    public required ImmutableArray<ReportLayer> Layers { get; init; }

    public required ImmutableArray<UnitFacts> Units { get; init; }

    /// <summary>Empty for an image without a service.</summary>
    public required ImmutableArray<HardeningTable> Hardening { get; init; }

    /// <summary>name-[epoch:]version-release.architecture; null when there is none.</summary>
    public string? Previous { get; init; }

    /// <summary>From <see cref="Previous"/> to here.</summary>
    public PackageDifference? Difference { get; init; }
}

/// <summary>A layer and what lies in it.</summary>
/// <param name="Size">Bytes of its blob.</param>
internal sealed record ReportLayer(string Digest, long Size)
{
    public string? CreatedBy { get; init; }

    /// <summary>The package of its own that it lies in; null for this one.</summary>
    public string? Package { get; init; }

    public ImmutableArray<ReportFile> Files { get; init; } = [];

    /// <summary>Why it cannot be listed; null when it can.</summary>
    public string? Problem { get; init; }
}

/// <param name="Note">What it is, where that is no plain file.</param>
internal sealed record ReportFile(string Path, long Size, string Note);
