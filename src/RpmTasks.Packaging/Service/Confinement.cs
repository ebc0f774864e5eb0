using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// What the container may do, as flags of the engine's run. Never as sandboxing in [Service]: that would confine the client, not the
/// container, and break its networking.
/// </summary>
internal sealed record Confinement
{
    /// <summary>Instead of the image's own user: a name or number, with or without a group.</summary>
    public string? User { get; init; }

    public bool ReadOnly { get; init; }

    /// <summary>Without the prefix CAP_. null: none for an app of the project's own, the engine's usual ones for any other image.</summary>
    public ImmutableArray<string>? Capabilities { get; init; }

    /// <summary>True when the engine's usual capabilities are asked for by name.</summary>
    public bool UsualCapabilities { get; init; }

    /// <summary>Bytes; the container is ended when it needs more.</summary>
    public long? MemoryMax { get; init; }

    /// <summary>Hundredths of a core: 150 is one and a half.</summary>
    public int? CpuQuota { get; init; }

    /// <summary>Processes and threads.</summary>
    public int? PidsMax { get; init; }

    public IEnumerable<string> Arguments(ServiceEngine engine, bool isApp)
    {
        yield return "--security-opt=no-new-privileges";
        foreach (var argument in CapabilityArguments(isApp))
            yield return argument;
        if (ReadOnly)
            yield return "--read-only";
        // podman mounts one by itself.
        if (ReadOnly && engine == ServiceEngine.Docker)
            yield return "--tmpfs=/tmp";
        if (User is not null)
            yield return "--user=" + User;
        if (MemoryMax is { } memory)
            yield return string.Create(CultureInfo.InvariantCulture, $"--memory={memory}");
        if (CpuQuota is { } quota)
            yield return string.Create(CultureInfo.InvariantCulture, $"--cpus={quota / 100m}");
        if (PidsMax is { } pids)
            yield return string.Create(CultureInfo.InvariantCulture, $"--pids-limit={pids}");
    }

    private IEnumerable<string> CapabilityArguments(bool isApp)
    {
        if (UsualCapabilities || (Capabilities is null && !isApp))
            return [];
        return ["--cap-drop=all", .. (Capabilities ?? []).Select(capability => "--cap-add=" + capability)];
    }
}
