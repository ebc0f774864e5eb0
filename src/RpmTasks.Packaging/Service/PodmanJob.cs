namespace RpmTasks.Packaging.Service;

/// <summary>
/// A job under podman: the client runs in the foreground until the container ends, so that its exit code is the unit's; its lines go
/// straight to the journal, where a log driver would write each a second time.
/// </summary>
internal static class PodmanJob
{
    public static string Write(ServicePlan plan)
    {
        var run = PodmanUnit.Run(plan).Words("--pull=never --cgroups=split --sdnotify=ignore --log-driver=passthrough");
        RunArguments.AddAll(run, plan).Words(plan.Image.ConfigDigest.ToString()).Values(plan.Request.Arguments);

        var unit = ServiceUnit.Head(plan)
            .Set("RequiresMountsFor", PodmanUnit.Mounts)
            .Section("Service")
            .Set("Type", "oneshot")
            .Set("Environment", "PODMAN_SYSTEMD_UNIT=%n");
        ServiceUnit.EngineArguments(unit, plan).Set("ExecStartPre", ContainerVerbs.Claim(plan));
        ServiceUnit.Directories(unit, plan)
            .Set("ExecStart", run)
            .Set("ExecStopPost", ContainerVerbs.Release(plan))
            .Set("ExecStopPost", $"-{plan.Paths.ImageHelper} prune")
            .Set("Delegate", "yes")
            .Set("KillMode", "mixed");
        return ServiceUnit.Tail(unit, plan).ToString();
    }
}
