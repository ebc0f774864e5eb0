using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>The service under docker: the client runs in the foreground, so that its output and exit are the service's.</summary>
internal static class DockerUnit
{
    public const string EngineUnit = "docker.service";

    public static string Write(ServicePlan plan)
    {
        var name = plan.Request.Name;
        var run = new CommandLine(plan.EngineProgram).Words($"run --name={name} --rm --pull=never");
        // By content tag: Docker's two stores do not agree on what the ID of an image is.
        ServiceUnit.Arguments(run, plan).Value(plan.Image.Name.Reference);

        var unit = ServiceUnit.Head(plan, EngineUnit)
            .Section("Service")
            // Type=exec came with systemd 240; EL8 has 239.
            .Set("Type", plan.Request.Baseline == HostBaseline.El8 ? "simple" : "exec")
            .Set("EnvironmentFile", "-" + plan.Paths.EngineArgumentsFile)
            .Set("ExecStartPre", Quietly($"rm -f {name}"))
            .SetIf(plan.MakesDirectories, "ExecStartPre", plan.MakeDirectories)
            .Set("ExecStart", run)
            .Set("ExecStartPost", $"-{plan.Paths.ImageHelper} prune")
            .SetIf(plan.Request.ReloadSignal is not null, "ExecReload", $"/usr/bin/docker kill --signal={plan.Request.ReloadSignal} {name}")
            .Set("ExecStop", Quietly($"stop {name}"))
            .Set("ExecStopPost", Quietly($"rm -f {name}"));
        return ServiceUnit.Tail(unit, plan).ToString();
    }

    // Usually there is nothing to stop or to remove any more, and docker would say so in the journal each time; and after an app that ended by
    // itself a failing ExecStop= would make the service one to restart.
    private static string Quietly(string command) => $"-/bin/sh -c \"exec /usr/bin/docker {command} >/dev/null 2>&1\"";
}
