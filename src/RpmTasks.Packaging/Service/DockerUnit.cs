using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>The service, or the job, under docker: the client runs in the foreground, so that its output and exit are the unit's.</summary>
internal static class DockerUnit
{
    public const string EngineUnit = "docker.service";

    public static string Write(ServicePlan plan)
    {
        var (name, isJob) = (plan.ContainerName, plan.Request.Kind == ServiceKind.Timer);
        var run = new CommandLine(plan.EngineProgram).Words($"run --name={name} --rm --pull=never");
        // By content tag: Docker's two stores do not agree on what the ID of an image is.
        RunArguments.AddAll(run, plan).Value(plan.Image.Name.Reference);

        var unit = ServiceUnit.Head(plan, EngineUnit).Section("Service").Set("Type", isJob ? "oneshot" : Foreground(plan));
        ServiceUnit.EngineArguments(unit, plan).Set("ExecStartPre", Quietly($"rm -f {name}"));
        ServiceUnit.Directories(unit, plan)
            .Set("ExecStart", run)
            .SetIf(!isJob, "ExecStartPost", $"-{plan.Paths.ImageHelper} prune")
            .SetIf(plan.Request.ReloadSignal is not null, "ExecReload", $"/usr/bin/docker kill --signal={plan.Request.ReloadSignal} {name}")
            .SetIf(!isJob, "ExecStop", Quietly($"stop {name}"))
            .Set("ExecStopPost", Quietly($"rm -f {name}"))
            .SetIf(isJob, "ExecStopPost", $"-{plan.Paths.ImageHelper} prune");
        ServiceUnit.Tail(unit, plan);
        return (isJob ? unit : ServiceUnit.Install(unit, plan)).ToString();
    }

    // Type=exec came with systemd 240; EL8 has 239.
    private static string Foreground(ServicePlan plan) => plan.Request.Baseline == HostBaseline.El8 ? "simple" : "exec";

    // Usually there is nothing to stop or to remove any more, and docker would say so in the journal each time; and after an app that ended by
    // itself a failing ExecStop= would make the service one to restart.
    private static string Quietly(string command) => $"-/bin/sh -c \"exec /usr/bin/docker {command} >/dev/null 2>&1\"";
}
