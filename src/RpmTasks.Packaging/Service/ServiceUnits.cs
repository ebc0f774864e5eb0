using System.Collections.Immutable;

using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>Which of the package's units each step of its life acts on. A template's instances are named by a pattern.</summary>
internal sealed record ServiceUnits
{
    /// <summary>What the administrator enables. Not the service of a quadlet, which is made anew at each boot.</summary>
    public required ImmutableArray<string> Enabled { get; init; }

    /// <summary>All that may run.</summary>
    public required ImmutableArray<string> Running { get; init; }

    /// <summary>What of that an upgrade restarts.</summary>
    public required ImmutableArray<string> Restarted { get; init; }

    public static ServiceUnits Of(ServicePlan plan)
    {
        var (service, timer, socket) = (plan.Paths.ServiceUnit, plan.Paths.TimerUnit, plan.Paths.SocketUnit);
        return plan.Request.Kind switch
        {
            ServiceKind.Template => Same(service) with { Running = [Instances(plan)], Restarted = [Instances(plan)] },
            ServiceKind.Quadlet when plan.Request.Sockets.IsEmpty => Same(service) with { Enabled = [] },
            ServiceKind.Quadlet => Same(service) with { Enabled = [socket], Running = [socket, service] },
            // A job that runs is left to its end; systemd reads the new calendar when it reads the units.
            ServiceKind.Timer => new ServiceUnits { Enabled = [timer], Running = [timer, service], Restarted = [] },
            // The socket goes on listening while the service restarts.
            _ when !plan.Request.Sockets.IsEmpty => Same(service) with { Enabled = [socket, service], Running = [socket, service] },
            _ => Same(service),
        };
    }

    private static ServiceUnits Same(string unit) => new() { Enabled = [unit], Running = [unit], Restarted = [unit] };

    private static string Instances(ServicePlan plan) => $"'{plan.Request.Name}@*.service'";
}
