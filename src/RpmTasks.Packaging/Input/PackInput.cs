using System.Collections.Immutable;

using RpmTasks.Packaging.Provenance;
using RpmTasks.Packaging.Signing;

namespace RpmTasks.Packaging.Input;

/// <summary>An MSBuild item as packaging sees it: its name and the one metadatum that matters.</summary>
internal sealed record InputItem(string Name, string Value)
{
    /// <summary>An assignment given as one word, "NAME=value", as a property or docker's --build-arg has it; else name and metadatum.</summary>
    public KeyValuePair<string, string> ToAssignment()
    {
        var equals = Value.Length > 0 ? -1 : Name.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? KeyValuePair.Create(Name, Value) : KeyValuePair.Create(Name[..equals], Name[(equals + 1)..]);
    }
}

/// <summary>
/// What the project says, as text: the values of its properties and items, empty when unset, with the paths already absolute.
/// <see cref="RequestReader"/> turns it into a <see cref="PackRequest"/> or a list of everything that is wrong with it.
/// </summary>
internal sealed record PackInput
{
    public required string ProjectName { get; init; }

    public required ImageInput Image { get; init; }

    public AppInput App { get; init; } = new();

    public required MetadataInput Metadata { get; init; }

    /// <summary>What the package brings beside the image.</summary>
    public ImmutableArray<FileInput> Files { get; init; } = [];

    /// <summary>false where another package brings the users and groups that own files.</summary>
    public string Users { get; init; } = "";

    public ScriptsInput Scripts { get; init; } = new();

    public ServiceInput Service { get; init; } = new();

    public SigningInput Signing { get; init; } = new();

    public CacheInput Cache { get; init; } = new();

    public ProvenanceInput Provenance { get; init; } = new();

    public required PlacesInput Places { get; init; }

    /// <summary>true writes a page about the package beside it.</summary>
    public string Report { get; init; } = "";
}

/// <summary>Where things are on the building machine. All absolute but the repository.</summary>
internal sealed record PlacesInput
{
    public required string ProjectFolder { get; init; }

    /// <summary>For what is made on the way; ours alone.</summary>
    public required string IntermediateFolder { get; init; }

    public required string OutputFolder { get; init; }

    public string PublishFolder { get; init; } = "";

    /// <summary>The dnf repository to add the package to, as the project says it; empty for none.</summary>
    public string Repository { get; init; } = "";

    /// <summary>The value of SOURCE_DATE_EPOCH, empty when unset.</summary>
    public string SourceDateEpoch { get; init; } = "";

    /// <summary>The commit that is built, in hex, where the build knows it.</summary>
    public string SourceRevisionId { get; init; } = "";
}

/// <summary>Which image (design: RpmImage, RpmDockerfile, or the app on a base).</summary>
internal sealed record ImageInput
{
    public string Image { get; init; } = "";

    public string Pull { get; init; } = "";

    public string Dockerfile { get; init; } = "";

    public string DockerContext { get; init; } = "";

    public string DockerTarget { get; init; } = "";

    public ImmutableArray<InputItem> DockerBuildArguments { get; init; } = [];

    public string BaseImage { get; init; } = "";

    /// <summary>The archive that the SDK pulled a registry base into.</summary>
    public string PulledBaseArchive { get; init; } = "";

    public string RuntimeIdentifier { get; init; } = "";

    /// <summary>What to build for when nothing says otherwise: Linux on the processor of the running SDK.</summary>
    public string DefaultRuntimeIdentifier { get; init; } = "";

    public string EngineEndpoint { get; init; } = "";

    public string Compression { get; init; } = "";

    public string CompressionLevel { get; init; } = "";

    public string Layers { get; init; } = "";
}

/// <summary>The published app, as the SDK's container properties describe it.</summary>
internal sealed record AppInput
{
    /// <summary>Published files that come from NuGet packages and runtime packs, relative to the publish folder.</summary>
    public ImmutableArray<string> PackageFiles { get; init; } = [];

    public string AssemblyName { get; init; } = "";

    public bool IsWeb { get; init; }

    public string WorkingDirectory { get; init; } = "";

    public ImmutableArray<string> Entrypoint { get; init; } = [];

    public ImmutableArray<string> EntrypointArguments { get; init; } = [];

    public ImmutableArray<string> Command { get; init; } = [];

    public ImmutableArray<string> CommandArguments { get; init; } = [];

    public string CommandInstruction { get; init; } = "";

    public ImmutableArray<string> DefaultArguments { get; init; } = [];

    public ImmutableArray<InputItem> Environment { get; init; } = [];

    /// <summary>Port numbers with their type, tcp or udp.</summary>
    public ImmutableArray<InputItem> Ports { get; init; } = [];

    public ImmutableArray<InputItem> Labels { get; init; } = [];

    /// <summary>Whether the image gets labels that the project did not ask for one by one (ContainerGenerateLabels).</summary>
    public bool GeneratesLabels { get; init; } = true;

    public string User { get; init; } = "";
}

/// <summary>What the package says about itself.</summary>
internal sealed record MetadataInput
{
    public required string Name { get; init; }

    public string Epoch { get; init; } = "";

    public required string Version { get; init; }

    public required string Release { get; init; }

    /// <summary>The project's own version, SemVer; the default of <see cref="Version"/>.</summary>
    public string ProjectVersion { get; init; } = "";

    /// <summary>A file with the whole change log.</summary>
    public string ChangelogFile { get; init; } = "";

    /// <summary>What is new in this version, for the change log where there is no file.</summary>
    public string ReleaseNotes { get; init; } = "";

    public string Architecture { get; init; } = "";

    public string Summary { get; init; } = "";

    public string Description { get; init; } = "";

    public string License { get; init; } = "";

    /// <summary>Absolute path of the licence's text; it need not be there.</summary>
    public string LicenseFile { get; init; } = "";

    public string Url { get; init; } = "";

    public string Vendor { get; init; } = "";

    public string Packager { get; init; } = "";

    public string Group { get; init; } = "";

    public string BuildHost { get; init; } = "";

    public string PayloadCompression { get; init; } = "";

    public string PayloadCompressionLevel { get; init; } = "";

    /// <summary>Name is the property (RpmRequires …), value the dependency as RPM writes it.</summary>
    public ImmutableArray<InputItem> Dependencies { get; init; } = [];
}
