using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// The services of a package with several, under one name. It wants them itself, enabled or not, and each is a part of it: so starting,
/// stopping and restarting it acts on all, and enabling it is enough.
/// </summary>
internal static class TargetUnit
{
    public static string Write(ServicePlan plan) => new UnitText()
        .Section("Unit")
        .Set("Description", UnitQuote.Text(plan.Description))
        .Set("Documentation", "file://" + plan.Paths.Readme)
        .Set("Wants", string.Join(' ', plan.Units.SelectMany(unit => ServiceUnits.Of(unit).Started)))
        .Section("Install")
        .Set("WantedBy", "multi-user.target")
        .ToString();
}
