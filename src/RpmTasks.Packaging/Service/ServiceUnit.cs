using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>What the units of all kinds and engines have in common.</summary>
internal static class ServiceUnit
{
    /// <summary>An engine gets this long after the app's own drain time before systemd kills what is left.</summary>
    private const int StopReserve = 15;

    /// <param name="engine">The engine's own unit, if it has one.</param>
    public static UnitText Head(ServicePlan plan, params ImmutableArray<string> engine)
    {
        var request = plan.Request;
        ImmutableArray<string> wants = ["network-online.target", .. request.Wants];
        ImmutableArray<string> sockets = request.Sockets.IsEmpty ? [] : [plan.Paths.SocketUnit];
        ImmutableArray<string> image = request.Engine == ServiceEngine.Systemd ? [] : [plan.Paths.ImageUnit];
        ImmutableArray<string> requires = [.. engine, .. image, .. sockets];
        return new UnitText()
            .Section("Unit")
            .Set("Description", UnitQuote.Text(plan.Description))
            .Set("Documentation", "file://" + plan.Paths.Readme)
            .SetIf(plan.Group is not null, "PartOf", plan.Paths.TargetUnit)
            .Set("Wants", string.Join(' ', wants))
            .SetIf(!requires.IsEmpty, "Requires", string.Join(' ', requires))
            .Set("After", string.Join(' ', ["network-online.target", .. requires, .. request.After]))
            .SetAll(request.Options, "Unit");
    }

    /// <summary>The administrator's file of arguments; an instance of a template may have its own after that of all.</summary>
    public static UnitText EngineArguments(UnitText unit, ServicePlan plan) => unit
        .Set("EnvironmentFile", "-" + plan.Paths.EngineArgumentsFile)
        .SetIf(plan.Request.Kind == ServiceKind.Template, "EnvironmentFile", $"-{plan.Paths.EngineArgumentsFile}-{CommandLine.Instance}");

    /// <summary>Directories for data, before the container starts.</summary>
    public static UnitText Directories(UnitText unit, ServicePlan plan)
    {
        unit.SetIf(plan.Directories.Any(directory => directory.MayBePrivate), "ExecStartPre", ContainerVerbs.Adopt(plan))
            .SetIf(plan.MakesDirectories, "ExecStartPre", plan.MakeDirectories);
        foreach (var directory in plan.Directories.Where(directory => directory.IsOfInstance))
            unit.Set("ExecStartPre", directory.Command);
        return unit;
    }

    public static UnitText Tail(UnitText unit, ServicePlan plan)
    {
        var request = plan.Request;
        var restarts = request.Restart != "no";
        return unit
            .Set("SyslogIdentifier", "%N")
            .Set("TimeoutStartSec", request.StartTimeout is { } limit ? Seconds(limit) : "infinity")
            .Set("TimeoutStopSec", Seconds(request.StopTimeout + (request.Engine == ServiceEngine.Systemd ? 0 : StopReserve)))
            .Set("Restart", request.Restart)
            .SetIf(restarts, "RestartSec", "2")
            // A process that SIGTERM ends before, or without, a handler of its own exits with 128 + 15: a normal stop.
            .Set("SuccessExitStatus", "143")
            .SetAll(request.Options, "Service");
    }

    public static UnitText Install(UnitText unit, ServicePlan plan) => unit
        .Section("Install")
        .Set("WantedBy", "multi-user.target")
        .SetIf(!plan.Request.Sockets.IsEmpty, "Also", plan.Paths.SocketUnit)
        .SetAll(plan.Request.Options, "Install");

    private static string Seconds(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
