using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>What the units of both engines have in common.</summary>
internal static class ServiceUnit
{
    /// <summary>The engine gets this long after the app's own drain time before systemd kills what is left.</summary>
    private const int StopReserve = 15;

    public static string Write(ServicePlan plan) =>
        plan.Request.OwnUnit is { } template ? UnitTemplate.Fill(template, plan)
        : plan.Request.Engine == ServiceEngine.Docker ? DockerUnit.Write(plan)
        : PodmanUnit.Write(plan);

    public static UnitText Head(ServicePlan plan, params ImmutableArray<string> needs)
    {
        ImmutableArray<string> wants = ["network-online.target", .. plan.Request.Wants];
        ImmutableArray<string> requires = [.. needs, plan.Paths.ImageUnit];
        return new UnitText()
            .Section("Unit")
            .Set("Description", UnitQuote.Text(plan.Description))
            .Set("Documentation", "file://" + plan.Paths.Readme)
            .Set("Wants", string.Join(' ', wants))
            .Set("Requires", string.Join(' ', requires))
            .Set("After", string.Join(' ', ["network-online.target", .. requires, .. plan.Request.After]))
            .SetAll(plan.Request.Options, "Unit");
    }

    public static UnitText Tail(UnitText unit, ServicePlan plan) => unit
        .Set("SyslogIdentifier", "%N")
        .Set("TimeoutStartSec", Seconds(plan.Request.StartTimeout))
        .Set("TimeoutStopSec", Seconds(plan.Request.StopTimeout + StopReserve))
        .Set("Restart", plan.Request.Restart)
        .Set("RestartSec", "2")
        // A process that SIGTERM ends before, or without, a handler of its own exits with 128 + 15: a normal stop.
        .Set("SuccessExitStatus", "143")
        .SetAll(plan.Request.Options, "Service")
        .Section("Install")
        .Set("WantedBy", "multi-user.target")
        .SetAll(plan.Request.Options, "Install");

    /// <summary>Limits, ports, environment and the user's words: everything between the engine's own flags and the image.</summary>
    public static CommandLine Arguments(CommandLine run, ServicePlan plan)
    {
        var request = plan.Request;
        run.Words("--stop-timeout=" + Seconds(request.StopTimeout));
        run.Values(request.Confinement.Arguments(request.Engine, plan.IsApp));
        run.Values(request.Health?.Arguments ?? []);
        run.Values(plan.Ports.Select(port => "--publish=" + port));
        run.Values(request.Volumes.Select(volume => volume.Argument));
        run.Value("--env-file=" + plan.Paths.EnvironmentFile);
        run.Values(request.RunArguments);
        // Unquoted and without braces: systemd splits it into words, and into none when it is empty.
        return run.Words("$" + plan.Paths.EngineArgumentsVariable);
    }

    private static string Seconds(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
