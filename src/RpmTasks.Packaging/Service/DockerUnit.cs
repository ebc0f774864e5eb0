using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>The service, or the job, under docker: the client runs in the foreground, so that its output and exit are the unit's.</summary>
internal static class DockerUnit
{
    public const string EngineUnit = "docker.service";

    // The journal has the lines from the client. docker keeps them once more: by default without end, with this one in at most 100 MB.
    private const string LogDriver = "--log-driver=local";

    public static string Write(ServicePlan plan)
    {
        var isJob = plan.Request.Kind == ServiceKind.Timer;
        var run = new CommandLine(plan.EngineProgram).Words($"run --name={plan.ContainerName} --rm --pull=never {ContainerVerbs.DockerLabelArgument}");
        if (!HasLogOptions(plan))
            run.Words(LogDriver);
        // By content tag: Docker's two stores do not agree on what the ID of an image is.
        RunArguments.AddAll(run, plan).Value(plan.Image.Name.Reference).Values(plan.Request.Arguments);

        var unit = ServiceUnit.Head(plan, EngineUnit).Section("Service").Set("Type", isJob ? "oneshot" : Foreground(plan));
        ServiceUnit.EngineArguments(unit, plan).Set("ExecStartPre", ContainerVerbs.Claim(plan));
        ServiceUnit.Directories(unit, plan)
            .Set("ExecStart", run)
            .SetIf(plan.Request.Readiness == Readiness.Healthy, "ExecStartPost", ContainerVerbs.Wait(plan))
            .SetIf(!isJob, "ExecStartPost", $"-{plan.Paths.ImageHelper} prune")
            .SetIf(plan.Request.ReloadSignal is not null, "ExecReload", $"/usr/bin/docker kill --signal={plan.Request.ReloadSignal} {plan.ContainerName}")
            .SetIf(!isJob, "ExecStop", ContainerVerbs.Release(plan))
            .Set("ExecStopPost", ContainerVerbs.Release(plan))
            .SetIf(isJob, "ExecStopPost", $"-{plan.Paths.ImageHelper} prune");
        ServiceUnit.Tail(unit, plan);
        return (isJob ? unit : ServiceUnit.Install(unit, plan)).ToString();
    }

    // They are those of a driver, which ours may not know: the container would not start.
    private static bool HasLogOptions(ServicePlan plan) => plan.Request.RunArguments.Any(argument => argument.StartsWith("--log-opt", StringComparison.Ordinal));

    // Type=exec came with systemd 240; EL8 has 239.
    private static string Foreground(ServicePlan plan) => plan.Request.Baseline == HostBaseline.El8 ? "simple" : "exec";
}
