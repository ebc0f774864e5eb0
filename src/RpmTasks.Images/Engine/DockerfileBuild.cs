using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>A Dockerfile to build, and what with.</summary>
internal sealed record DockerfileBuild
{
    /// <summary>Absolute path; may lie outside <see cref="Context"/>.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>Absolute path of the folder COPY sees.</summary>
    public required string Context { get; init; }

    /// <summary>Folder of the caller's own for the context's tar. When it lies within <see cref="Context"/> it is no part of it.</summary>
    public required string SpoolFolder { get; init; }

    /// <summary>The stage to stop at; null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>Values of ARG instructions, in the project's order; the last of a name counts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The platform to build for; null for the engine's own.</summary>
    public ImagePlatform? Platform { get; init; }
}
