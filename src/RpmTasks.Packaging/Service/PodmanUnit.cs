namespace RpmTasks.Packaging.Service;

/// <summary>
/// The service under podman: conmon is the main process and tells systemd when the container runs; payload and conmon live in the
/// unit's own control group.
/// </summary>
internal static class PodmanUnit
{
    private const string Remove = "podman rm -v -f -i --cidfile=%t/%N.cid";

    public static string Write(ServicePlan plan)
    {
        var run = new CommandLine(plan.EngineProgram)
            .Words("run --name=" + plan.Request.Name)
            .Words("--cidfile=%t/%N.cid --replace --rm -d --pull=never --cgroups=split --sdnotify=conmon --log-driver=journald");
        ServiceUnit.Arguments(run, plan).Words(plan.Image.ConfigDigest.ToString());

        var unit = ServiceUnit.Head(plan)
            .Set("RequiresMountsFor", "%t/containers /var/lib/containers")
            .Section("Service")
            .Set("Type", "notify")
            .Set("NotifyAccess", "all")
            .Set("Environment", "PODMAN_SYSTEMD_UNIT=%n")
            .Set("EnvironmentFile", "-" + plan.Paths.EngineArgumentsFile)
            .Set("ExecStart", run)
            .Set("ExecStartPost", $"-{plan.Paths.ImageHelper} prune")
            .Set("ExecStop", "/usr/bin/" + Remove)
            .Set("ExecStopPost", "-/usr/bin/" + Remove)
            .Set("Delegate", "yes")
            .Set("KillMode", "mixed");
        return ServiceUnit.Tail(unit, plan).ToString();
    }
}
