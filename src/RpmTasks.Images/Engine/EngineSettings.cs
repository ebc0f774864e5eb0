namespace RpmTasks.Images.Engine;

/// <summary>What a container engine is looked for and spoken to with.</summary>
internal sealed record EngineSettings
{
    /// <summary>The endpoint the project names; null to look for one.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Takes the engine's output, one line a call, free of control characters.</summary>
    public Action<string> Progress { get; init; } = static _ => { };

    /// <summary>The value of an environment variable, null when unset: DOCKER_HOST, DOCKER_CONTEXT, DOCKER_CONFIG, HOME and their like.</summary>
    public required Func<string, string?> Variable { get; init; }
}
