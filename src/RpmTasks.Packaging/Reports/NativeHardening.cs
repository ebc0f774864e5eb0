using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Service.Native;

namespace RpmTasks.Packaging.Reports;

/// <summary>What a service that systemd runs itself may do.</summary>
internal static class NativeHardening
{
    public static IEnumerable<HardeningFact> Of(ServicePlan plan, NativeRun run)
    {
        var request = plan.Request;
        yield return User(request.Confinement.User);
        yield return new HardeningFact("New privileges", "never (NoNewPrivileges)", HardeningLevel.Tight);
        yield return run.Capabilities.IsEmpty
            ? new HardeningFact("Capabilities", "none", HardeningLevel.Tight)
            : new HardeningFact("Capabilities", string.Join(", ", run.Capabilities), HardeningLevel.Usual);
        yield return new HardeningFact("File system", "read-only but for its folders; /tmp and devices of its own", HardeningLevel.Tight);
        yield return Sandbox.HidesProcesses(plan)
            ? new HardeningFact("Processes of others", "hidden", HardeningLevel.Tight)
            : new HardeningFact("Processes of others", "visible, since the app asks whether systemd started it", HardeningLevel.Usual);
        yield return new HardeningFact("System calls", "those of services (@system-service), no new namespaces", HardeningLevel.Tight);
        foreach (var limit in Hardening.Limits(request.Confinement))
            yield return limit;
        yield return request.Sockets.IsEmpty
            ? new HardeningFact("Network", "that of the host", HardeningLevel.Usual)
            : new HardeningFact("Network", "that of the host; systemd listens on " + string.Join(", ", request.Sockets), HardeningLevel.Usual);
        foreach (var folder in run.Volumes.Folders)
            yield return new HardeningFact("Folder", folder.Path, HardeningLevel.Usual);
        foreach (var bind in run.Volumes.Binds)
            yield return new HardeningFact("Volume", $"{bind.Source} at {bind.Target}{(bind.Options.Contains("ro") ? ", read-only" : "")}", HardeningLevel.Usual);
        var directives = Sandbox.Of(plan, run).Select(line => line.Directive).ToHashSet();
        foreach (var option in request.Options.Where(option => option.Section == "Service" && directives.Contains(option.Key)))
            yield return new HardeningFact("RpmServiceOption", $"{option.Key}={option.Value}", HardeningLevel.Open);
    }

    private static HardeningFact User(string? user) => user switch
    {
        null => new HardeningFact("User", "its own, made at each start (DynamicUser)", HardeningLevel.Tight),
        "root" or "0" => new HardeningFact("User", "root", HardeningLevel.Open),
        _ => new HardeningFact("User", user, HardeningLevel.Tight),
    };
}
