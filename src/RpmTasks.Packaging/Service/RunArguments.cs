using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>The words of the engine's run command between its own flags and the image, the same for every kind of unit.</summary>
internal static class RunArguments
{
    /// <summary>What the properties ask for: limits, health, ports, volumes, environment.</summary>
    public static ImmutableArray<string> Generated(ServicePlan plan)
    {
        var request = plan.Request;
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"--stop-timeout={request.StopTimeout}"),
            .. request.Confinement.Arguments(request.Engine, plan.IsApp),
            .. request.Health?.Arguments ?? [],
            .. plan.Ports.Select(port => "--publish=" + port),
            .. request.Volumes.Select(volume => volume.Argument(request.Kind)),
            // Of two files the later has the last word.
            .. plan.Group is null ? Array.Empty<string>() : ["--env-file=" + plan.Paths.CommonEnvironmentFile],
            "--env-file=" + plan.Paths.EnvironmentFile,
        ];
    }

    /// <summary>Those, the project's own, and the administrator's.</summary>
    public static CommandLine AddAll(CommandLine run, ServicePlan plan)
    {
        foreach (var argument in Generated(plan))
            _ = plan.Request.Kind == ServiceKind.Template && MayNameInstance(argument) ? run.ValueOfInstance(argument) : run.Value(argument);
        return run.Values(plan.Request.RunArguments).Words(Administrators(plan));
    }

    private static bool MayNameInstance(string argument) =>
        argument.StartsWith("--publish=", StringComparison.Ordinal) || argument.StartsWith("--volume=", StringComparison.Ordinal);

    // Unquoted and without braces: systemd splits it into words, and into none when it is empty.
    public static string Administrators(ServicePlan plan) => "$" + plan.Paths.EngineArgumentsVariable;
}
