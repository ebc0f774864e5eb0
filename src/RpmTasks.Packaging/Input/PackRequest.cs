using System.Collections.Immutable;

using RpmTasks.Images.Engine;
using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Files;
using RpmTasks.Packaging.Provenance;
using RpmTasks.Packaging.Repositories;
using RpmTasks.Packaging.Scripts;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Signing;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Input;

/// <summary>One valid wish for a package: everything typed, every default known. Immutable from here to the result.</summary>
internal sealed record PackRequest
{
    public required string ProjectName { get; init; }

    public required ImageRequest Image { get; init; }

    public required PackageIdentity Identity { get; init; }

    public required PackageTexts Texts { get; init; }

    public required PayloadCompression PayloadCompression { get; init; }

    public ImmutableArray<RpmDependency> Dependencies { get; init; } = [];

    /// <summary>The licence's text; null without one.</summary>
    public Content? License { get; init; }

    public AddedFiles Added { get; init; } = AddedFiles.None;

    public UserScripts Scripts { get; init; } = UserScripts.None;

    /// <summary>Null packs an image without a service.</summary>
    public ServiceRequest? Service { get; init; }

    /// <summary>Null leaves the package unsigned.</summary>
    public SigningRequest? Signing { get; init; }

    public ProvenanceRequest Provenance { get; init; } = new();

    /// <summary>Null adds the package to no repository.</summary>
    public RepositoryRequest? Repository { get; init; }

    /// <summary>Null compresses everything anew and keeps nothing.</summary>
    public CacheRequest? Cache { get; init; }

    public required PackPlaces Places { get; init; }

    /// <summary>Whether a page about the package is written beside it.</summary>
    public bool Report { get; init; }

    /// <summary>The one moment that the times in the output have, in seconds since 1970-01-01 UTC; fits the 32 unsigned bits of RPM.</summary>
    public required long Time { get; init; }

    /// <summary>What is worth saying and stops nothing.</summary>
    public ImmutableArray<Problem> Warnings { get; init; } = [];

    /// <summary>Where <see cref="Time"/> comes from.</summary>
    public TimeOrigin TimeOrigin { get; init; }
}

internal sealed record PackPlaces(string IntermediateFolder, string OutputFolder);

internal sealed record PackageIdentity(string Name, uint? Epoch, string Version, string Release)
{
    /// <summary>The user's word on rpm's architecture; null follows the image.</summary>
    public string? Architecture { get; init; }
}

internal sealed record PackageTexts
{
    public required string Summary { get; init; }

    public required string Description { get; init; }

    public required string License { get; init; }

    public string? Url { get; init; }

    public string? Vendor { get; init; }

    public string? Packager { get; init; }

    /// <summary>Null for the usual group of what is packaged.</summary>
    public string? Group { get; init; }

    public required string BuildHost { get; init; }

    /// <summary>The lines of the newest change, without their dashes; empty for none.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>The change log as the project keeps it, newest first; empty where it keeps none.</summary>
    public ImmutableArray<ChangelogEntry> Changelog { get; init; } = [];
}

/// <summary>Which image goes in, and how its layers lie on the host.</summary>
internal abstract record ImageRequest
{
    /// <summary>The property that names the image, for messages.</summary>
    public abstract string Property { get; }

    /// <summary>What it says, as the user wrote it.</summary>
    public required string Text { get; init; }

    /// <summary>The platform that the user asked for; null takes the image's own.</summary>
    public ImagePlatform? Platform { get; init; }

    /// <summary>The platform to prefer when an index has several.</summary>
    public required ImagePlatform DefaultPlatform { get; init; }

    public required BlobCompression Compression { get; init; }

    /// <summary>The compression's own scale; null for the usual one, and where nothing is compressed.</summary>
    public int? CompressionLevel { get; init; }

    public ImageLayers Layers { get; init; }

    public string? EngineEndpoint { get; init; }
}

/// <summary>Where the layers of the image go.</summary>
internal enum ImageLayers
{
    /// <summary>Into the one package.</summary>
    Bundled,

    /// <summary>Each but the last into a package of its own, which all packages share whose images have it.</summary>
    Shared,
}

internal sealed record ExistingImageRequest(ImageReference Reference, ImagePull Pull) : ImageRequest
{
    public override string Property => "RpmImage";
}

internal sealed record DockerfileRequest(string Dockerfile, string Context) : ImageRequest
{
    public override string Property => "RpmDockerfile";

    public string? Target { get; init; }

    public ImmutableArray<KeyValuePair<string, string>> Arguments { get; init; } = [];
}

internal sealed record AppImageRequest(ImageReference Base) : ImageRequest
{
    public override string Property => "RpmBaseImage";

    public ImagePull Pull { get; init; }

    /// <summary>The archive that the SDK pulled a registry base into, under a layer of its own.</summary>
    public string? PulledBaseArchive { get; init; }

    public required string PublishFolder { get; init; }

    public required AppInput App { get; init; }
}

internal enum ServiceEngine
{
    Podman,
    Docker,

    /// <summary>None: systemd runs the image's file system itself.</summary>
    Systemd,
}

/// <summary>What the package's unit is.</summary>
internal enum ServiceKind
{
    /// <summary>A plain unit.</summary>
    Service,

    /// <summary>A file from which podman makes the unit.</summary>
    Quadlet,

    /// <summary>A job that a timer starts.</summary>
    Timer,

    /// <summary>One unit for any number of instances.</summary>
    Template,
}

internal enum ServiceEnablement
{
    Preset,
    Enable,
    Disable,
}

/// <summary>The oldest hosts that the unit must work on: EL8 has systemd 239, EL9 252.</summary>
internal enum HostBaseline
{
    El8,
    El9,
}

/// <summary>How the image runs.</summary>
internal sealed record ServiceRequest
{
    public required string Name { get; init; }

    /// <summary>Its name among several services of one package; empty for the only one, and for all of them together.</summary>
    public string Role { get; init; } = "";

    /// <summary>The services of a package with several, each read as if it stood alone; what this one says then holds for all of them.</summary>
    public ImmutableArray<ServiceRequest> Units { get; init; } = [];

    /// <summary>What the unit says it is; null says what the package does.</summary>
    public string? Description { get; init; }

    public required ServiceEngine Engine { get; init; }

    public ServiceKind Kind { get; init; }

    /// <summary>When a timer fires, in systemd's calendar syntax.</summary>
    public ImmutableArray<string> Calendar { get; init; } = [];

    /// <summary>Where systemd listens for the app (ListenStream=); empty when the app, or the engine, does so itself.</summary>
    public ImmutableArray<string> Sockets { get; init; } = [];

    public HostBaseline Baseline { get; init; }

    /// <summary>A dependency in RPM's syntax instead of the engine's usual one.</summary>
    public string? EngineRequires { get; init; }

    /// <summary>The user's extra words for the engine's run command.</summary>
    public ImmutableArray<string> RunArguments { get; init; } = [];

    /// <summary>The app's own words, after the image; empty for those that the image has.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>What --publish gets; null publishes what an app image exposes.</summary>
    public ImmutableArray<string>? Ports { get; init; }

    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];

    public ImmutableArray<VolumeMount> Volumes { get; init; } = [];

    public Confinement Confinement { get; init; } = new();

    public HealthCheck? Health { get; init; }

    public Readiness Readiness { get; init; }

    /// <summary>Without its prefix SIG; null when the app does not reload.</summary>
    public string? ReloadSignal { get; init; }

    public ImmutableArray<UnitOption> Options { get; init; } = [];

    /// <summary>The project's own unit with placeholders (<see cref="UnitTemplate"/>); null for the generated one.</summary>
    public string? OwnUnit { get; init; }

    /// <summary>Whether the app writes a priority before each line, as .NET does for systemd.</summary>
    public bool LogsPriorities { get; init; }

    public string Restart { get; init; } = "on-failure";

    /// <summary>Seconds that the app has to drain.</summary>
    public int StopTimeout { get; init; } = 35;

    /// <summary>Seconds; null for no limit.</summary>
    public int? StartTimeout { get; init; } = 90;

    public ImmutableArray<string> After { get; init; } = [];

    public ImmutableArray<string> Wants { get; init; } = [];

    public ServiceEnablement Enablement { get; init; }

    public bool StartAtInstall { get; init; }

    public bool RestartOnUpgrade { get; init; } = true;
}
