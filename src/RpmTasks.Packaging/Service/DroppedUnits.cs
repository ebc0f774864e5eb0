using System.Collections.Immutable;

using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// What an upgrade leaves behind when the new version names its service otherwise, or lacks a role or a timer: units without a file, which run
/// on, keep their ports, and are enabled. Only the old package knows them, and what is left of them when its files are gone.
/// </summary>
internal static class DroppedUnits
{
    /// <summary>For %postun at an upgrade, also in a chroot. A socket that the service had is stopped with it alone: systemd stops both.</summary>
    public static string Stop(ServicePlan plan)
    {
        var each = string.Concat(plan.Units.Select(OfService));
        return "if [ \"$1\" -ge 1 ]; then\n"
            + (plan.Members.IsEmpty ? "" : StopUnless([plan.Paths.TargetUnitFile], [plan.Paths.TargetUnit], [plan.Paths.TargetUnit]))
            + each
            + "fi\n";
    }

    private static string OfService(ServicePlan plan)
    {
        var units = ServiceUnits.Of(plan);
        // The unit that podman makes of a quadlet has the same name, and takes over.
        ImmutableArray<string> files = [plan.Paths.ServiceUnitFile, .. OtherForm(plan)];
        var timer = plan.Paths.TimerUnit;
        return StopUnless(files, units.Enabled, units.Running)
            + (plan.Request.Kind == ServiceKind.Timer ? StopUnless([plan.Paths.TimerUnitFile], [timer], [timer]) : "");
    }

    private static ImmutableArray<string> OtherForm(ServicePlan plan) => plan.Request.Kind switch
    {
        ServiceKind.Template => [],
        ServiceKind.Quadlet => [(plan.Paths with { Kind = ServiceKind.Service }).ServiceUnitFile],
        _ => [(plan.Paths with { Kind = ServiceKind.Quadlet }).ServiceUnitFile],
    };

    private static string StopUnless(ImmutableArray<string> files, ImmutableArray<string> enabled, ImmutableArray<string> running)
    {
        var disable = enabled.IsEmpty ? "" : $"        systemctl --no-reload disable {string.Join(' ', enabled)} >/dev/null 2>&1 || :\n";
        return $$"""
                if {{string.Join(" && ", files.Select(file => $"[ ! -e {file} ]"))}}; then
            {{disable}}        [ ! -d /run/systemd/system ] || systemctl stop {{string.Join(' ', running)}} >/dev/null 2>&1 || :
                fi

            """;
    }
}
