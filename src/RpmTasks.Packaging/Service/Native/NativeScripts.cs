using System.Collections.Immutable;

using RpmTasks.Packaging.Input;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Service.Native;

/// <summary>
/// The package's scripts where systemd runs the image itself. Nothing has to be imported, so the switch comes as soon as the new files are
/// there, in %post: rpm removes the old ones, which the old process still loads from, only after that.
/// </summary>
internal static class NativeScripts
{
    public static ImmutableArray<Scriptlet> Write(ServicePlan plan)
    {
        var units = ServiceUnits.Of(plan);
        return
        [
            new(ScriptletKind.PreInstall, RenameScripts.Note(plan, units)),
            new(ScriptletKind.PostInstall, PostInstall(plan, units)),
            new(ScriptletKind.PreUninstall, PreUninstall(plan, units)),
            new(ScriptletKind.PostUninstall, PostUninstall(plan, units)),
            new(ScriptletKind.PostTransaction, PostTransaction(plan, units)),
        ];
    }

    private static string PostInstall(ServicePlan plan, ServiceUnits units)
    {
        var first = ServiceScriptlets.AtFirstInstall(plan, units);
        return $$"""
            if [ "$1" -eq 1 ]; then
            {{(first.Length > 0 ? first : "    :\n")}}elif [ -d /run/systemd/system ]; then
            {{Switch(plan, units)}}fi
            exit 0
            """;
    }

    // Whatever systemd is about to start again counts as running, though try-restart would pass it over.
    private static string Switch(ServicePlan plan, ServiceUnits units)
    {
        if (!plan.Request.RestartOnUpgrade || units.Restarted.IsEmpty)
            return LeaveEngine(plan, "") + "    systemctl daemon-reload >/dev/null 2>&1 || :\n";
        return $$"""
                running=$({{ServiceScriptlets.ListRunning(units.Restarted)}} | while read -r unit rest; do echo "$unit"; done)
            {{LeaveEngine(plan, "        [ -z \"$running\" ] || systemctl stop $running >/dev/null 2>&1 || :\n")}}    systemctl daemon-reload >/dev/null 2>&1 || :
            {{SocketScripts.AddChanged(plan, "    ")}}    [ -z "$running" ] || systemctl restart $running >/dev/null 2>&1 ||
                    echo "{{plan.Paths.ServiceUnit}} did not restart: journalctl -u {{plan.Request.Name}}" >&2

            """;
    }

    // Only the old unit, which systemd knows until it reads the new one, stops the old version's container. An image in use stays.
    private static string LeaveEngine(ServicePlan plan, string stop) =>
        $$"""
            if [ -x {{plan.Paths.ImageHelper}} ]; then
        {{stop}}        {{plan.Paths.ImageHelper}} remove >/dev/null 2>&1 || :
            fi

        """;

    private static string PreUninstall(ServicePlan plan, ServiceUnits units)
    {
        var disable = units.Enabled.IsEmpty ? "" : $"    systemctl --no-reload disable {List(units.Enabled)} >/dev/null 2>&1 || :\n";
        return $$"""
            if [ "$1" -eq 0 ]; then
            {{disable}}    [ ! -d /run/systemd/system ] || systemctl stop {{List(units.Running)}} >/dev/null 2>&1 || :
            {{ToEngine(plan, units)}}fi
            exit 0
            """;
    }

    // The new version has an engine, and would switch only when the files that the old one runs from are gone.
    private static string ToEngine(ServicePlan plan, ServiceUnits units) => !plan.Request.RestartOnUpgrade || units.Restarted.IsEmpty
        ? ""
        : $$"""
            elif [ -d /run/systemd/system ] && [ -x {{plan.Paths.ImageHelper}} ]; then
                systemctl daemon-reload >/dev/null 2>&1 || :
                running=$({{ServiceScriptlets.ListRunning(units.Restarted)}} | while read -r unit rest; do echo "$unit"; done)
                if [ -n "$running" ] && systemctl start {{plan.Paths.ImageUnit}} >/dev/null 2>&1; then
                    systemctl restart $running >/dev/null 2>&1 && echo 1 2>/dev/null >{{ServiceScriptlets.SwitchedMark(plan)}} || :
                fi

            """;

    private static string PostUninstall(ServicePlan plan, ServiceUnits units) =>
        $$"""
        {{DroppedUnits.Stop(plan)}}if [ "$1" -eq 0 ]; then
            if [ -d /run/systemd/system ]; then
                systemctl daemon-reload >/dev/null 2>&1 || :
                systemctl reset-failed {{List(units.Running)}} >/dev/null 2>&1 || :
            fi
        {{RemoveEmpty(plan)}}elif { [ -x {{plan.Paths.ImageHelper}} ] || [ ! -e {{plan.Paths.ServiceUnitFile}} ]; } && ! grep -qsF "/var/lib/{{plan.Request.Name}}" {{plan.Paths.DirectoriesFile}}; then
        {{RemoveEmpty(plan)}}fi
        exit 0
        """;

    // Of the folder that every service has only what was never written to: data stays. A version whose service has another name does not have
    // it, and one with an engine only where a volume lies in it; an old process that was not restarted lost sight of it with the tree in
    // which it was mounted.
    private static string RemoveEmpty(ServicePlan plan)
    {
        var (name, folder) = (plan.Request.Name, $"/var/lib/{plan.Request.Name}");
        return plan.Request.Kind == ServiceKind.Template
            ? $$"""
                  for state in /var/lib/private/{{name}}/*; do
                      [ -d "$state" ] && rmdir "$state" 2>/dev/null && unlink "{{folder}}/${state##*/}" 2>/dev/null || :
                  done
                  rmdir /var/lib/private/{{name}} {{folder}} 2>/dev/null || :

              """
            : $$"""
                  rmdir {{(plan.Request.Confinement.User is null ? $"/var/lib/private/{name} 2>/dev/null && unlink {folder} 2>/dev/null" : folder + " 2>/dev/null")}} || :

              """;
    }

    private static string PostTransaction(ServicePlan plan, ServiceUnits units)
    {
        var start = plan.Request.StartAtInstall ? $"if {ServiceScriptlets.FirstStart(plan, units)}fi\n" : "";
        return RenameScripts.Enable(plan)
            + """
            [ -d /run/systemd/system ] || exit 0
            systemctl daemon-reload >/dev/null 2>&1 || :

            """
            + start
            + RenameScripts.Start(plan)
            + SocketScripts.Forget(plan)
            + "exit 0";
    }

    private static string List(ImmutableArray<string> units) => string.Join(' ', units);
}
