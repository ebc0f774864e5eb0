namespace RpmTasks.Packaging.Service;

/// <summary>
/// The service under podman: conmon is the main process and tells systemd when the container runs; payload and conmon live in the
/// unit's own control group.
/// </summary>
internal static class PodmanUnit
{
    /// <summary>The store, and where the containers' state is.</summary>
    public const string Mounts = "%t/containers /var/lib/containers";

    private const string Remove = $"/usr/bin/podman {Quiet} rm -v -f -i --cidfile={ContainerVerbs.IdFile}";

    /// <summary>Events would be lines in the unit's journal, among the app's: for each container several, with all labels of the image.</summary>
    public const string Quiet = "--events-backend=none";

    public static string Write(ServicePlan plan)
    {
        var run = Run(plan)
            .Words($"-d --pull=never --cgroups=split --sdnotify={Notify(plan.Request.Readiness)} --log-driver={LogDriver(plan)}");
        // systemd then restarts it, as after any other failure.
        if (plan.Request.Health is not null)
            run.Words("--health-on-failure=kill");
        RunArguments.AddAll(run, plan).Words(plan.Image.ConfigDigest.ToString()).Values(plan.Request.Arguments);

        var unit = ServiceUnit.Head(plan)
            .Set("RequiresMountsFor", Mounts)
            .Section("Service")
            .Set("Type", "notify")
            .Set("NotifyAccess", "all")
            .Set("Environment", "PODMAN_SYSTEMD_UNIT=%n");
        ServiceUnit.EngineArguments(unit, plan).Set("ExecStartPre", ContainerVerbs.Claim(plan));
        ServiceUnit.Directories(unit, plan)
            .Set("ExecStart", run)
            .Set("ExecStartPost", $"-{plan.Paths.ImageHelper} prune");
        Reload(unit, plan)
            .Set("ExecStop", Remove)
            .Set("ExecStopPost", ContainerVerbs.Release(plan))
            .Set("Delegate", "yes")
            .Set("KillMode", "mixed");
        return ServiceUnit.Install(ServiceUnit.Tail(Output(unit, plan), plan), plan).ToString();
    }

    public static CommandLine Run(ServicePlan plan) =>
        new CommandLine(plan.EngineProgram).Words($"{Quiet} run --name={plan.ContainerName} --cidfile={ContainerVerbs.IdFile} --replace --rm");

    public static UnitText Reload(UnitText unit, ServicePlan plan) =>
        unit.SetIf(plan.Request.ReloadSignal is not null, "ExecReload", $"/usr/bin/podman kill --signal={plan.Request.ReloadSignal} --cidfile={ContainerVerbs.IdFile}");

    /// <summary>
    /// The app's lines come from the log driver; what is left to print is the container's ID, at each start and stop. A driver of the project's
    /// choice may need the output.
    /// </summary>
    public static UnitText Output(UnitText unit, ServicePlan plan)
    {
        var isOurs = !plan.Request.LogsPriorities && !plan.Request.RunArguments.Any(argument => argument.StartsWith("--log-driver", StringComparison.Ordinal));
        return unit.SetIf(isOurs, "StandardOutput", "null").SetIf(isOurs, "StandardError", "journal");
    }

    public static string Notify(Readiness readiness) => readiness switch
    {
        Readiness.Container => "container",
        Readiness.Healthy => "healthy",
        _ => "conmon",
    };

    // What writes priorities before its lines does so for systemd, which must get the lines itself to read them.
    public static string LogDriver(ServicePlan plan) => plan.Request.LogsPriorities ? "passthrough" : "journald";
}
