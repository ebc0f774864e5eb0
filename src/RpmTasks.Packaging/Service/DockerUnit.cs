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
            .Set("ExecStartPre", Remove(name))
            .Set("ExecStart", run)
            .Set("ExecStartPost", $"-{plan.Paths.ImageHelper} prune")
            .Set("ExecStop", $"/usr/bin/docker stop {name}")
            .Set("ExecStopPost", Remove(name));
        return ServiceUnit.Tail(unit, plan).ToString();
    }

    // Usually there is nothing to remove, and docker would say so in the journal each time.
    private static string Remove(string name) => $"-/bin/sh -c \"exec /usr/bin/docker rm -f {name} >/dev/null 2>&1\"";
}
