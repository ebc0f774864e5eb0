using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// How a package that is installed in place of another (Obsoletes) takes over the service of that name. The erased one's %preun disables and
/// stops its units after the new one's %post, and cannot know better: so the new one notes before what was enabled and active, and when
/// the erased one is gone makes it so again.
/// </summary>
internal static class RenameScripts
{
    public static string Mark(ServicePlan plan) => $"/run/{plan.PackageName}.rpm-was";

    /// <summary>The body of %pre: at an upgrade nothing is disabled or stopped.</summary>
    public static string Note(ServicePlan plan, ServiceUnits units) =>
        $$"""
        if [ "$1" -eq 1 ]; then
            unlink {{Mark(plan)}} >/dev/null 2>&1 || :
            was=$(
        {{Enabled(plan, units)}}        [ -d /run/systemd/system ] || exit 0
                {{ServiceScriptlets.ListRunning(units.Running)}} |
                while read -r unit rest; do echo "start $unit"; done
            )
            if [ -n "$was" ]; then echo "$was" 2>/dev/null >{{Mark(plan)}} || :; fi
        {{SocketScripts.Note(plan)}}fi
        exit 0
        """;

    /// <summary>For %posttrans, on any system: enabling is no more than links.</summary>
    public static string Enable(ServicePlan plan) =>
        $$"""
        if [ -e {{Mark(plan)}} ]; then
            while read -r verb unit; do
                [ "$verb" = start ] || systemctl --no-reload enable "$unit" >/dev/null 2>&1 || :
            done <{{Mark(plan)}}
            [ -d /run/systemd/system ] || unlink {{Mark(plan)}} >/dev/null 2>&1 || :
        fi

        """;

    /// <summary>For %posttrans, on a system that runs and has read the units anew.</summary>
    public static string Start(ServicePlan plan)
    {
        // A job has started when it is done, and no transaction waits for that.
        var start = plan.Units.Any(unit => unit.Request.Kind == ServiceKind.Timer) ? "systemctl --no-block start" : "systemctl start";
        return $$"""
            if [ -e {{Mark(plan)}} ]; then
                while read -r verb unit; do
                    [ "$verb" = enable ] || {{start}} "$unit" >/dev/null 2>&1 ||
                        echo "$unit did not start: journalctl -u $unit" >&2
                done <{{Mark(plan)}}
                unlink {{Mark(plan)}} >/dev/null 2>&1 || :
            fi

            """;
    }

    // The links of a template's instances are found by name, since systemd lists only those that it has loaded.
    private static string Enabled(ServicePlan plan, ServiceUnits units) => plan.Request.Kind == ServiceKind.Template
        ? $$"""
                  for link in /etc/systemd/system/*.wants/{{plan.Request.Name}}@*.service; do
                      [ ! -L "$link" ] || echo "enable ${link##*/}"
                  done

          """
        : string.Concat(units.Enabled.Select(unit => $"        systemctl -q is-enabled {unit} 2>/dev/null && echo \"enable {unit}\"\n"));
}
