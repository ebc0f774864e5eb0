using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>systemd listens for the app: who connects while the service restarts waits, and is not refused.</summary>
internal static class SocketUnit
{
    public static string Write(ServicePlan plan)
    {
        var unit = new UnitText()
            .Section("Unit")
            .Set("Description", "Socket of " + UnitQuote.Text(plan.Description))
            .Set("Documentation", "file://" + plan.Paths.Readme)
            .SetIf(plan.Group is not null, "PartOf", plan.Paths.TargetUnit)
            .Section("Socket");
        foreach (var address in plan.Request.Sockets)
            unit.Set("ListenStream", address);
        return unit
            .SetAll(plan.Request.Options, "Socket")
            .Section("Install")
            .Set("WantedBy", "sockets.target")
            .ToString();
    }
}
