using System.Collections.Immutable;

using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Service.Native;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// The package's scripts. None can fail a transaction: every body ends with exit 0. None acts on a system that does not run: without
/// /run/systemd/system (a chroot, an image build) systemctl would pretend.
/// </summary>
internal static class ServiceScriptlets
{
    public static ImmutableArray<Scriptlet> Write(ServicePlan plan)
    {
        if (plan.Request.Engine == ServiceEngine.Systemd)
            return NativeScripts.Write(plan);
        var units = ServiceUnits.Of(plan);
        return
        [
            new(ScriptletKind.PreInstall, $"unlink {SwitchedMark(plan)} >/dev/null 2>&1 || :\n" + RenameScripts.Note(plan, units)),
            new(ScriptletKind.PostInstall, PostInstall(plan, units)),
            new(ScriptletKind.PreUninstall, PreUninstall(plan.Paths, units)),
            new(ScriptletKind.PostUninstall, PostUninstall(plan, units)),
            new(ScriptletKind.PostTransaction, PostTransaction(plan, units)),
        ];
    }

    // Presets only at the first install: later they would undo what the administrator chose.
    private static string PostInstall(ServicePlan plan, ServiceUnits units) =>
        AtFirstInstall(plan, units) is { Length: > 0 } body ? $"if [ \"$1\" -eq 1 ]; then\n{body}fi\nexit 0" : "exit 0";

    /// <summary>What %post does at a first install, indented; may be empty.</summary>
    public static string AtFirstInstall(ServicePlan plan, ServiceUnits units)
    {
        var preset = units.Preset.IsEmpty ? "" : $"    systemctl --no-reload preset {List(units.Preset)} >/dev/null 2>&1 || :\n";
        var mark = plan.Request.StartAtInstall
            ? $"    if [ -d /run/systemd/system ] && [ ! -e {RenameScripts.Mark(plan)} ]; then echo 1 2>/dev/null >{FirstInstallMark(plan)} || :; fi\n"
            : "";
        return preset + mark;
    }

    private static string PreUninstall(HostPaths paths, ServiceUnits units)
    {
        var disable = units.Enabled.IsEmpty ? "" : $"    systemctl --no-reload disable {List(units.Enabled)} >/dev/null 2>&1 || :\n";
        return $$"""
            if [ "$1" -eq 0 ]; then
            {{disable}}    if [ -d /run/systemd/system ]; then
                    # An import that still runs would bring the image back.
                    systemctl stop {{List(units.Stopped)}} {{paths.ImageUnit}} >/dev/null 2>&1 || :
                    {{paths.ImageHelper}} remove >/dev/null 2>&1 || :
                fi
            fi
            exit 0
            """;
    }

    private static string PostUninstall(ServicePlan plan, ServiceUnits units) =>
        $$"""
        if [ "$1" -eq 0 ] && [ -d /run/systemd/system ]; then
            systemctl daemon-reload >/dev/null 2>&1 || :
            systemctl reset-failed {{List(units.Stopped)}} {{plan.Paths.ImageUnit}} >/dev/null 2>&1 || :
        fi
        {{DroppedUnits.Stop(plan)}}exit 0
        """;

    // Everything that touches the running system is here, in the new package, after the old one's files are gone: the only order that is
    // the same on every distribution. $1 is not to be trusted (rpm before 4.18 passes 1 on an upgrade too).
    private static string PostTransaction(ServicePlan plan, ServiceUnits units) =>
        RenameScripts.Enable(plan)
        + """
        [ -d /run/systemd/system ] || exit 0
        systemctl daemon-reload >/dev/null 2>&1 || :

        """
        + StartOrRestart(plan, units)
        + RenameScripts.Start(plan)
        + SocketScripts.Forget(plan)
        + "exit 0";

    private static string StartOrRestart(ServicePlan plan, ServiceUnits units) => (plan.Request.StartAtInstall, plan.Request.RestartOnUpgrade) switch
    {
        (true, true) => $"if {FirstStart(plan, units)}el{Restart(plan, units)}fi\n",
        (true, false) => $"if {FirstStart(plan, units)}fi\n",
        (false, true) => $"{Restart(plan, units)}fi\n",
        (false, false) => "",
    };

    /// <summary>The first branch of an if, without its fi.</summary>
    public static string FirstStart(ServicePlan plan, ServiceUnits units) =>
        $$"""
        [ -e {{FirstInstallMark(plan)}} ]; then
            unlink {{FirstInstallMark(plan)}} >/dev/null 2>&1 || :
            if systemctl -q is-enabled {{units.Started[0]}} 2>/dev/null; then
                systemctl start {{List(units.Started)}} >/dev/null 2>&1 ||
                    echo "{{units.Started[0]}} did not start: {{Log(plan)}}" >&2
            fi

        """;

    // The import comes first, while the old container still serves; only then the switch. Whatever systemd is about to start again counts as
    // running, though try-restart would pass it over: its start may have begun before systemd read the new unit.
    private static string Restart(ServicePlan plan, ServiceUnits units)
    {
        var failed = $"echo \"{plan.PackageName}: the new image could not be imported, the running version was left alone: journalctl -u {plan.Paths.ImageUnit}\" >&2";
        var import = $"systemctl start {plan.Paths.ImageUnit} >/dev/null 2>&1";
        var restart = units.Restarted.IsEmpty
            ? $$"""
                  {{import}} ||
                      {{failed}}

              """
            : $$"""
                  if {{import}}; then
                      running=$({{ListRunning(units.Restarted)}} | while read -r unit rest; do echo "$unit"; done)
              {{SocketScripts.AddChanged(plan)}}        [ -z "$running" ] || systemctl restart $running >/dev/null 2>&1 ||
                          echo "{{(plan.Members.IsEmpty ? plan.Paths.ServiceUnit : "a service of " + plan.Paths.TargetUnit)}} did not restart: {{Log(plan)}}" >&2
                  else
                      {{failed}}
                  fi

              """;
        // What the old version, which had no engine, has restarted already runs as it should.
        return $"if ! unlink {SwitchedMark(plan)} 2>/dev/null && [ -n \"$({ListRunning(units.Running)})\" ]; then\n{restart}";
    }

    /// <summary>A command that prints a line for each unit that runs, its name first.</summary>
    public static string ListRunning(ImmutableArray<string> units) =>
        $"systemctl list-units --plain --no-legend --full --state=active,activating,reloading {List(units)} 2>/dev/null";

    private static string Log(ServicePlan plan) => "journalctl -u " + (plan.Members.IsEmpty ? plan.Request.Name : $"'{plan.Request.Name}-*'");

    private static string List(ImmutableArray<string> units) => string.Join(' ', units);

    /// <summary>Left by the scripts of a version without an engine that have restarted the service in this transaction.</summary>
    public static string SwitchedMark(ServicePlan plan) => $"/run/{plan.PackageName}.rpm-switched";

    private static string FirstInstallMark(ServicePlan plan) => $"/run/{plan.PackageName}.rpm-first";
}
