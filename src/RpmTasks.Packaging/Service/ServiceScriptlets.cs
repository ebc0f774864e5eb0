using System.Collections.Immutable;

using RpmTasks.Packaging.Layout;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// The package's scripts. None can fail a transaction: every body ends with exit 0. None acts on a system that does not run: without
/// /run/systemd/system (a chroot, an image build) systemctl would pretend.
/// </summary>
internal static class ServiceScriptlets
{
    public static ImmutableArray<Scriptlet> Write(ServicePlan plan) =>
    [
        new(ScriptletKind.PostInstall, PostInstall(plan)),
        new(ScriptletKind.PreUninstall, PreUninstall(plan.Paths)),
        new(ScriptletKind.PostUninstall, PostUninstall(plan.Paths)),
        new(ScriptletKind.PostTransaction, PostTransaction(plan)),
    ];

    // Presets only at the first install: later they would undo what the administrator chose.
    private static string PostInstall(ServicePlan plan) =>
        plan.Request.StartAtInstall
            ? $$"""
              if [ "$1" -eq 1 ]; then
                  systemctl --no-reload preset {{plan.Paths.ServiceUnit}} >/dev/null 2>&1 || :
                  if [ -d /run/systemd/system ]; then echo 1 2>/dev/null >{{FirstInstallMark(plan)}} || :; fi
              fi
              exit 0
              """
            : $$"""
              if [ "$1" -eq 1 ]; then
                  systemctl --no-reload preset {{plan.Paths.ServiceUnit}} >/dev/null 2>&1 || :
              fi
              exit 0
              """;

    private static string PreUninstall(HostPaths paths) =>
        $$"""
        if [ "$1" -eq 0 ]; then
            if [ -d /run/systemd/system ]; then
                systemctl --no-reload disable --now {{paths.ServiceUnit}} >/dev/null 2>&1 || :
                # An import that still runs would bring the image back.
                systemctl stop {{paths.ImageUnit}} >/dev/null 2>&1 || :
                {{paths.ImageHelper}} remove >/dev/null 2>&1 || :
            else
                systemctl --no-reload disable {{paths.ServiceUnit}} >/dev/null 2>&1 || :
            fi
        fi
        exit 0
        """;

    private static string PostUninstall(HostPaths paths) =>
        $$"""
        if [ "$1" -eq 0 ] && [ -d /run/systemd/system ]; then
            systemctl daemon-reload >/dev/null 2>&1 || :
            systemctl reset-failed {{paths.ServiceUnit}} {{paths.ImageUnit}} >/dev/null 2>&1 || :
        fi
        exit 0
        """;

    // Everything that touches the running system is here, in the new package, after the old one's files are gone: the only order that is
    // the same on every distribution. $1 is not to be trusted (rpm before 4.18 passes 1 on an upgrade too).
    private static string PostTransaction(ServicePlan plan) =>
        """
        [ -d /run/systemd/system ] || exit 0
        systemctl daemon-reload >/dev/null 2>&1 || :

        """
        + StartOrRestart(plan)
        + "exit 0";

    private static string StartOrRestart(ServicePlan plan) => (plan.Request.StartAtInstall, plan.Request.RestartOnUpgrade) switch
    {
        (true, true) => $"if {FirstStart(plan)}el{Restart(plan)}fi\n",
        (true, false) => $"if {FirstStart(plan)}fi\n",
        (false, true) => $"{Restart(plan)}fi\n",
        (false, false) => "",
    };

    private static string FirstStart(ServicePlan plan) =>
        $$"""
        [ -e {{FirstInstallMark(plan)}} ]; then
            unlink {{FirstInstallMark(plan)}} >/dev/null 2>&1 || :
            if systemctl -q is-enabled {{plan.Paths.ServiceUnit}} 2>/dev/null; then
                systemctl start {{plan.Paths.ServiceUnit}} >/dev/null 2>&1 ||
                    echo "{{plan.Paths.ServiceUnit}} did not start: journalctl -u {{plan.Paths.ServiceUnit}}" >&2
            fi

        """;

    // The import comes first, while the old container still serves; only then the switch.
    private static string Restart(ServicePlan plan) =>
        $$"""
        if systemctl -q is-active {{plan.Paths.ServiceUnit}} 2>/dev/null; then
            if systemctl start {{plan.Paths.ImageUnit}} >/dev/null 2>&1; then
                systemctl try-restart {{plan.Paths.ServiceUnit}} >/dev/null 2>&1 ||
                    echo "{{plan.Paths.ServiceUnit}} did not restart: journalctl -u {{plan.Paths.ServiceUnit}}" >&2
            else
                echo "{{plan.PackageName}}: the new image could not be imported, the running version was left alone: journalctl -u {{plan.Paths.ImageUnit}}" >&2
            fi

        """;

    private static string FirstInstallMark(ServicePlan plan) => $"/run/{plan.PackageName}.rpm-first";
}
