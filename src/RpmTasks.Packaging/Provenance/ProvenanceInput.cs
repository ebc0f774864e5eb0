using System.Collections.Immutable;

namespace RpmTasks.Packaging.Provenance;

/// <summary>What the build knows of where things come from.</summary>
internal sealed record ProvenanceInput
{
    /// <summary>false leaves the bill of materials out.</summary>
    public string Sbom { get; init; } = "";

    /// <summary>The commit that is built, in hex.</summary>
    public string Revision { get; init; } = "";

    /// <summary>Address of the repository, where the project publishes it.</summary>
    public string RepositoryUrl { get; init; } = "";

    /// <summary>Packages whose files are in the app.</summary>
    public ImmutableArray<ComponentInput> Packages { get; init; } = [];

    /// <summary>Packages with the .NET runtime, of an app that brings it along.</summary>
    public ImmutableArray<ComponentInput> RuntimePacks { get; init; } = [];

    /// <summary>The frameworks that an app without a runtime asks for, with the version that it was built for.</summary>
    public ImmutableArray<ComponentInput> Frameworks { get; init; } = [];
}

/// <summary>One NuGet package or framework.</summary>
/// <param name="Folder">Where the package lies unpacked; empty for a framework.</param>
internal sealed record ComponentInput(string Id, string Version, string Folder = "");
