using System.Collections.Immutable;

using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Service.Native;

namespace RpmTasks.Packaging.Reports;

/// <summary>What a service that systemd runs itself may do.</summary>
internal static class NativeHardening
{
    /// <summary>Of a unit of the project's own nothing is known: all that confines the service would be in it.</summary>
    public static IEnumerable<HardeningFact> Of(ServicePlan plan, NativeRun run) => plan.Request.OwnUnit is not null
        ? [Hardening.OwnUnit]
        :
        [
            User(plan.Request.Confinement.User),
            .. Sandboxed(plan, run),
            .. Hardening.Limits(plan.Request.Confinement),
            Network(plan.Request.Sockets),
            .. run.Volumes.Folders.Select(folder => new HardeningFact("Folder", folder.Path, HardeningLevel.Usual)),
            .. run.Volumes.Binds.Select(Hardening.Of),
            .. Opened(plan, run),
        ];

    private static IEnumerable<HardeningFact> Sandboxed(ServicePlan plan, NativeRun run) =>
    [
        new("New privileges", "never (NoNewPrivileges)", HardeningLevel.Tight),
        run.Capabilities.IsEmpty
            ? new("Capabilities", "none", HardeningLevel.Tight)
            : new("Capabilities", string.Join(", ", run.Capabilities), HardeningLevel.Usual),
        new("File system", "read-only but for its folders; /tmp and devices of its own", HardeningLevel.Tight),
        Sandbox.HidesProcesses(plan)
            ? new("Processes of others", "hidden", HardeningLevel.Tight)
            : new("Processes of others", "visible, since the app asks whether systemd started it", HardeningLevel.Usual),
        new("System calls", "those of services (@system-service), no new namespaces", HardeningLevel.Tight),
    ];

    private static HardeningFact Network(ImmutableArray<string> sockets) =>
        new("Network", "that of the host" + (sockets.IsEmpty ? "" : "; systemd listens on " + string.Join(", ", sockets)), HardeningLevel.Usual);

    private static IEnumerable<HardeningFact> Opened(ServicePlan plan, NativeRun run)
    {
        var directives = Sandbox.Of(plan, run).Select(line => line.Directive).ToHashSet();
        return plan.Request.Options.Where(option => option.Section == "Service" && directives.Contains(option.Key))
            .Select(option => new HardeningFact("RpmServiceOption", $"{option.Key}={option.Value}", HardeningLevel.Open));
    }

    private static HardeningFact User(string? user) => user switch
    {
        null => new HardeningFact("User", "its own, made at each start (DynamicUser)", HardeningLevel.Tight),
        "root" or "0" => new HardeningFact("User", "root", HardeningLevel.Open),
        _ => new HardeningFact("User", user, HardeningLevel.Tight),
    };
}
