using System.Collections.Immutable;

namespace RpmTasks.Images.Composition;

/// <summary>What the app's image says beyond its base.</summary>
internal sealed record AppSettings
{
    /// <summary>Absolute; the published files lie here.</summary>
    public string WorkingDirectory { get; init; } = "/app";

    /// <summary>Empty keeps the base's. A new one drops the base's command, which was arguments of the old one.</summary>
    public ImmutableArray<string> Entrypoint { get; init; } = [];

    /// <summary>Empty keeps the base's, unless there is a new entrypoint.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Replaces the base's values by name.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>"8080/tcp", in addition to the base's.</summary>
    public ImmutableArray<string> ExposedPorts { get; init; } = [];

    /// <summary>In addition to the base's.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>null keeps the base's; if that has none, the user of .NET's own images, which they name in APP_UID.</summary>
    public string? User { get; init; }

    /// <summary>Unix seconds: the time of the image, of its layers and of every file of the project's own.</summary>
    public required long Created { get; init; }

    /// <summary>Unix seconds: the time of the files that come from packages. The same from build to build, so that their layer is.</summary>
    public required long PackagesModified { get; init; }

    /// <summary>Who made the layers, in the image's history.</summary>
    public required string CreatedBy { get; init; }
}
