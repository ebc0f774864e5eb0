using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// The file that podman makes the unit from at each boot and reload (podman-systemd.unit(5)). Only keys that podman 5.0 knows: one that it
/// does not know makes the whole unit disappear.
/// </summary>
internal static class QuadletUnit
{
    public static string Write(ServicePlan plan)
    {
        var request = plan.Request;
        var unit = ServiceUnit.Head(plan)
            .Section("Container")
            .Set("ContainerName", request.Name)
            .Set("Image", plan.Image.ConfigDigest.ToString())
            .Set("Pull", "never")
            .Set("Notify", Notify(request.Readiness))
            .Set("LogDriver", PodmanUnit.LogDriver(plan))
            .Set("GlobalArgs", PodmanUnit.Quiet)
            .SetIf(request.Health is not null, "HealthOnFailure", "kill")
            .SetIf(!request.Arguments.IsEmpty, "Exec", new CommandLine("").Values(request.Arguments).ToString());
        foreach (var argument in RunArguments.Generated(plan))
        {
            var (key, value) = QuadletKeys.Of(argument);
            unit.Set(key, value);
        }

        foreach (var argument in request.RunArguments)
            unit.Set(QuadletKeys.Arguments, new CommandLine("").Value(argument));
        unit.Set(QuadletKeys.Arguments, RunArguments.Administrators(plan)).SetAll(request.Options, "Container").Section("Service");
        ServiceUnit.EngineArguments(unit, plan).Set("ExecStartPre", ContainerVerbs.Claim(plan));
        ServiceUnit.Directories(unit, plan).Set("ExecStartPost", $"-{plan.Paths.ImageHelper} prune");
        ServiceUnit.Tail(PodmanUnit.Output(PodmanUnit.Reload(unit, plan), plan), plan);
        return Install(unit, plan).ToString();
    }

    /// <summary>Whether podman's generator makes it part of the boot, on every host.</summary>
    public static bool StartsAtBoot(ServicePlan plan) =>
        IsEnabled(plan) || plan.Request.Options.Any(option => option is { Section: "Install", Key: "WantedBy" or "RequiredBy" or "UpheldBy" });

    // What stands there podman acts on at each boot, and the administrator can only mask the unit: so nothing but what the project says.
    private static UnitText Install(UnitText unit, ServicePlan plan)
    {
        if (IsEnabled(plan))
            return ServiceUnit.Install(unit, plan);
        return plan.Request.Options.Any(option => option.Section == "Install") ? unit.Section("Install").SetAll(plan.Request.Options, "Install") : unit;
    }

    // One of several is started by their target.
    private static bool IsEnabled(ServicePlan plan) => plan.Request.Enablement == ServiceEnablement.Enable && plan.Group is null;

    private static string Notify(Readiness readiness) => readiness switch
    {
        Readiness.Container => "true",
        Readiness.Healthy => "healthy",
        _ => "false",
    };
}
