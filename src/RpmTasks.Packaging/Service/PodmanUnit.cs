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
            .Words($"--cidfile=%t/%N.cid --replace --rm -d --pull=never --cgroups=split --sdnotify={Notify(plan)} --log-driver=journald");
        // systemd then restarts it, as after any other failure.
        if (plan.Request.Health is not null)
            run.Words("--health-on-failure=kill");
        ServiceUnit.Arguments(run, plan).Words(plan.Image.ConfigDigest.ToString());

        var unit = ServiceUnit.Head(plan)
            .Set("RequiresMountsFor", "%t/containers /var/lib/containers")
            .Section("Service")
            .Set("Type", "notify")
            .Set("NotifyAccess", "all")
            .Set("Environment", "PODMAN_SYSTEMD_UNIT=%n")
            .Set("EnvironmentFile", "-" + plan.Paths.EngineArgumentsFile)
            .SetIf(plan.MakesDirectories, "ExecStartPre", plan.MakeDirectories)
            .Set("ExecStart", run)
            .Set("ExecStartPost", $"-{plan.Paths.ImageHelper} prune")
            .SetIf(plan.Request.ReloadSignal is not null, "ExecReload", $"/usr/bin/podman kill --signal={plan.Request.ReloadSignal} --cidfile=%t/%N.cid")
            .Set("ExecStop", "/usr/bin/" + Remove)
            .Set("ExecStopPost", "-/usr/bin/" + Remove)
            .Set("Delegate", "yes")
            .Set("KillMode", "mixed");
        return ServiceUnit.Tail(unit, plan).ToString();
    }

    private static string Notify(ServicePlan plan) => plan.Request.Readiness switch
    {
        Readiness.Container => "container",
        Readiness.Healthy => "healthy",
        _ => "conmon",
    };
}
