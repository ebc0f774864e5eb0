using System.Collections.Immutable;

namespace RpmTasks.Packaging.Input;

/// <summary>How it runs.</summary>
internal sealed record ServiceInput
{
    public string Service { get; init; } = "";

    public string Name { get; init; } = "";

    public string Engine { get; init; } = "";

    public string EngineRequires { get; init; } = "";

    public string HostBaseline { get; init; } = "";

    public string Kind { get; init; } = "";

    public ImmutableArray<string> OnCalendar { get; init; } = [];

    public ImmutableArray<string> Sockets { get; init; } = [];

    public string RunArguments { get; init; } = "";

    public ImmutableArray<string> Ports { get; init; } = [];

    public string PublishPorts { get; init; } = "";

    public ImmutableArray<InputItem> Environment { get; init; } = [];

    public ImmutableArray<VolumeInput> Volumes { get; init; } = [];

    public string User { get; init; } = "";

    public string ReadOnly { get; init; } = "";

    public ImmutableArray<string> Capabilities { get; init; } = [];

    public string MemoryMax { get; init; } = "";

    public string CpuQuota { get; init; } = "";

    public string PidsMax { get; init; } = "";

    public string HealthCommand { get; init; } = "";

    public string HealthInterval { get; init; } = "";

    public string HealthRetries { get; init; } = "";

    public string HealthStartPeriod { get; init; } = "";

    public string Notify { get; init; } = "";

    /// <summary>Whether the app refers to Microsoft.Extensions.Hosting.Systemd.</summary>
    public bool AppNotifies { get; init; }

    public string ReloadSignal { get; init; } = "";

    public ImmutableArray<UnitOptionInput> Options { get; init; } = [];

    public string UnitFile { get; init; } = "";

    public string Restart { get; init; } = "";

    public string StopTimeout { get; init; } = "";

    public string StartTimeout { get; init; } = "";

    public ImmutableArray<string> After { get; init; } = [];

    public ImmutableArray<string> Wants { get; init; } = [];

    /// <summary>The services of a package with several; empty for the one that the rest of this is about.</summary>
    public ImmutableArray<ServiceUnitInput> Units { get; init; } = [];

    public string Enable { get; init; } = "";

    public string Start { get; init; } = "";

    public string RestartOnUpgrade { get; init; } = "";
}
