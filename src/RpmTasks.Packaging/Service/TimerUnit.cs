using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>Starts the job on time. It is what the administrator enables.</summary>
internal static class TimerUnit
{
    public static string Write(ServicePlan plan)
    {
        var unit = new UnitText()
            .Section("Unit")
            .Set("Description", "Timer of " + UnitQuote.Text(plan.Description))
            .Set("Documentation", "file://" + plan.Paths.Readme)
            .SetIf(plan.Group is not null, "PartOf", plan.Paths.TargetUnit)
            .Section("Timer");
        foreach (var time in plan.Request.Calendar)
            unit.Set("OnCalendar", time);
        return unit
            .SetAll(plan.Request.Options, "Timer")
            .Section("Install")
            .Set("WantedBy", "timers.target")
            .SetAll(plan.Request.Options, "Install")
            .ToString();
    }
}
