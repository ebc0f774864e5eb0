using System.Collections.Immutable;

namespace RpmTasks.Packaging.Input;

/// <summary>One of several services that run the image: its role, and what it has otherwise than the others.</summary>
/// <param name="Said">Its metadata by their names (<see cref="Metadata"/>).</param>
internal sealed record ServiceUnitInput(string Role, ImmutableDictionary<string, string> Said)
{
    public const string Arguments = nameof(Arguments);
    public const string Description = nameof(Description);
    public const string Environment = nameof(Environment);
    public const string HealthCommand = nameof(HealthCommand);
    public const string HealthInterval = nameof(HealthInterval);
    public const string HealthRetries = nameof(HealthRetries);
    public const string HealthStartPeriod = nameof(HealthStartPeriod);
    public const string OnCalendar = nameof(OnCalendar);
    public const string Port = nameof(Port);
    public const string Socket = nameof(Socket);

    /// <summary>All that such an item can have: mostly the names of properties, without what they begin with.</summary>
    public static ImmutableArray<string> Metadata { get; } =
    [
        Arguments, Description, Environment, HealthCommand, HealthInterval, HealthRetries, HealthStartPeriod, OnCalendar, Port, Socket,
        "Kind", "RunArgs", "Volume", "User", "ReadOnly", "Capabilities", "MemoryMax", "CpuQuota", "PidsMax", "Notify", "ReloadSignal", "Restart", "StopTimeout", "StartTimeout", "After", "Wants",
    ];

    /// <summary>A role alone, or with the app's arguments, as a property has it: "worker" or "worker=--queue mail".</summary>
    public static ServiceUnitInput Parse(string text)
    {
        var (role, arguments) = new InputItem(text, "").ToAssignment();
        return new ServiceUnitInput(role, ImmutableDictionary<string, string>.Empty.Add(Arguments, arguments));
    }

    public string this[string metadatum] => Said.GetValueOrDefault(metadatum, "");

    /// <summary>
    /// What the service is as if it stood alone: its own word, else the package's. Not what can be of one service only, nor what a job knows
    /// nothing of.
    /// </summary>
    public ServiceInput Of(ServiceInput package)
    {
        var kind = Or("Kind", package.Kind);
        var asServer = kind == "timer" ? package with { Notify = "", ReloadSignal = "", Restart = "", StartTimeout = "" } : package;
        return package with
        {
            Units = [],
            EngineRequires = "",
            Enable = "",
            Start = "",
            RestartOnUpgrade = "",
            UnitFile = "",
            Kind = kind,
            OnCalendar = List(OnCalendar),
            Sockets = List(Socket),
            Ports = List(Port),
            Environment = [.. List(Environment).Select(variable => new InputItem(variable, ""))],
            HealthCommand = this[HealthCommand],
            HealthInterval = this[HealthInterval],
            HealthRetries = this[HealthRetries],
            HealthStartPeriod = this[HealthStartPeriod],
            RunArguments = Or("RunArgs", package.RunArguments),
            Volumes = List("Volume") is { IsEmpty: false } volumes ? [.. volumes.Select(volume => new VolumeInput(volume))] : package.Volumes,
            User = Or("User", package.User),
            ReadOnly = Or("ReadOnly", package.ReadOnly),
            Capabilities = ListOr("Capabilities", package.Capabilities),
            MemoryMax = Or("MemoryMax", package.MemoryMax),
            CpuQuota = Or("CpuQuota", package.CpuQuota),
            PidsMax = Or("PidsMax", package.PidsMax),
            Notify = Or("Notify", asServer.Notify),
            ReloadSignal = Or("ReloadSignal", asServer.ReloadSignal),
            Restart = Or("Restart", asServer.Restart),
            StopTimeout = Or("StopTimeout", package.StopTimeout),
            StartTimeout = Or("StartTimeout", asServer.StartTimeout),
            After = ListOr("After", package.After),
            Wants = ListOr("Wants", package.Wants),
        };
    }

    private string Or(string metadatum, string packages) => this[metadatum] is { Length: > 0 } own ? own : packages;

    private ImmutableArray<string> ListOr(string metadatum, ImmutableArray<string> packages) => List(metadatum) is { IsEmpty: false } own ? own : packages;

    private ImmutableArray<string> List(string metadatum) => [.. this[metadatum].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
