using System.Collections.Immutable;

using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>Which of the package's units each step of its life acts on. A template's instances are named by a pattern.</summary>
internal sealed record ServiceUnits
{
    /// <summary>What the administrator can enable. Not the service of a quadlet, which is made anew at each boot.</summary>
    public ImmutableArray<string> Enabled { get; init; }

    /// <summary>What of that the distribution's policy decides at the first install. Of several services their target, which wants them all.</summary>
    public ImmutableArray<string> Preset { get; init; }

    /// <summary>What is started to have all that there is. Of a job only its timer.</summary>
    public ImmutableArray<string> Started { get; init; }

    /// <summary>All that may run.</summary>
    public ImmutableArray<string> Running { get; init; }

    /// <summary>What of that an upgrade restarts.</summary>
    public ImmutableArray<string> Restarted { get; init; }

    /// <summary>What is stopped to have nothing left.</summary>
    public ImmutableArray<string> Stopped { get; init; }

    private ServiceUnits(ImmutableArray<string> enabled, ImmutableArray<string> running)
    {
        (Enabled, Preset) = (enabled, enabled);
        (Started, Running, Restarted, Stopped) = (running, running, running, running);
    }

    public static ServiceUnits Of(ServicePlan plan)
    {
        var (service, timer, socket) = (plan.Paths.ServiceUnit, plan.Paths.TimerUnit, plan.Paths.SocketUnit);
        return plan.Request.Kind switch
        {
            _ when !plan.Members.IsEmpty => OfAll(plan.Paths.TargetUnit, [.. plan.Members.Select(Of)]),
            ServiceKind.Template => new([service], [Instances(plan)]),
            ServiceKind.Quadlet when plan.Request.Sockets.IsEmpty => new([], [service]),
            ServiceKind.Quadlet => new([socket], [socket, service]) { Restarted = [service] },
            // A job that runs is left to its end; systemd reads the new calendar when it reads the units.
            ServiceKind.Timer => new([timer], [timer, service]) { Started = [timer], Restarted = [] },
            // The socket goes on listening while the service restarts.
            _ when !plan.Request.Sockets.IsEmpty => new([socket, service], [socket, service]) { Restarted = [service] },
            _ => new([service], [service]),
        };
    }

    private static ServiceUnits OfAll(string target, ImmutableArray<ServiceUnits> members) => new(
        enabled: [target, .. members.SelectMany(member => member.Enabled)],
        running: [.. members.SelectMany(member => member.Running)])
    {
        Preset = [target],
        Started = [target, .. members.SelectMany(member => member.Started)],
        Restarted = [.. members.SelectMany(member => member.Restarted)],
        Stopped = [target, .. members.SelectMany(member => member.Running)],
    };

    private static string Instances(ServicePlan plan) => $"'{plan.Request.Name}@*.service'";
}
