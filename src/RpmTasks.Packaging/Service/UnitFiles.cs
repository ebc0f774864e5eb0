using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Service.Native;

namespace RpmTasks.Packaging.Service;

/// <summary>The package's units, each with its path.</summary>
internal static class UnitFiles
{
    public static IEnumerable<UnitFile> Write(ServicePlan plan)
    {
        foreach (var unit in plan.Units.SelectMany(WriteOne))
            yield return unit;
        if (plan.Request.Engine != ServiceEngine.Systemd)
            yield return new UnitFile(plan.Paths.ImageUnitFile, ImageUnit.Write(plan));
        if (!plan.Members.IsEmpty)
            yield return new UnitFile(plan.Paths.TargetUnitFile, TargetUnit.Write(plan));
    }

    private static IEnumerable<UnitFile> WriteOne(ServicePlan plan)
    {
        yield return new UnitFile(plan.Paths.ServiceUnitFile, Service(plan));
        if (plan.Request.Kind == ServiceKind.Timer)
            yield return new UnitFile(plan.Paths.TimerUnitFile, TimerUnit.Write(plan));
        if (!plan.Request.Sockets.IsEmpty)
            yield return new UnitFile(plan.Paths.SocketUnitFile, SocketUnit.Write(plan));
    }

    private static string Service(ServicePlan plan)
    {
        var request = plan.Request;
        return request.OwnUnit is { } template ? UnitTemplate.Fill(template, plan)
            : request.Engine == ServiceEngine.Systemd ? NativeUnit.Write(plan)
            : request.Kind == ServiceKind.Quadlet ? QuadletUnit.Write(plan)
            : request.Engine == ServiceEngine.Docker ? DockerUnit.Write(plan)
            : request.Kind == ServiceKind.Timer ? PodmanJob.Write(plan)
            : PodmanUnit.Write(plan);
    }
}

internal sealed record UnitFile(string Path, string Text);
