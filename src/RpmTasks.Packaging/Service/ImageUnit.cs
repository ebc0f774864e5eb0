using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// The unit that makes sure the image is in the engine. The service needs it at every start, so a pruned image heals itself; it does not
/// remain active, so it looks each time; and it has its own long limit, so a slow import never hits the service's.
/// </summary>
internal static class ImageUnit
{
    public static string Write(ServicePlan plan)
    {
        var unit = new UnitText()
            .Section("Unit")
            .Set("Description", "Container image of " + plan.PackageName)
            // It runs at each start of the service, whose own limit is the one that counts. (Under [Unit] since systemd 230.)
            .Set("StartLimitIntervalSec", "0");
        if (plan.Request.Engine == ServiceEngine.Docker)
            // Not required, so that it runs and says what is wrong when the daemon cannot start.
            unit.Set("Wants", DockerUnit.EngineUnit).Set("After", DockerUnit.EngineUnit);
        else
            unit.Set("RequiresMountsFor", "%t/containers /var/lib/containers");
        return unit
            .Section("Service")
            .Set("Type", "oneshot")
            .Set("ExecStart", plan.Paths.ImageHelper + " ensure")
            .Set("SyslogIdentifier", "%N")
            .Set("TimeoutStartSec", "15min")
            .ToString();
    }
}
