using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>The files that belong to the administrator once they are installed.</summary>
internal static class ServiceConfiguration
{
    /// <summary>Read by systemd: shell-like quotes, one variable with more words for the engine's run command.</summary>
    public static string EngineArguments(ServicePlan plan) =>
        $"""
        # More arguments for '{plan.EngineProgram} run' of {plan.Paths.ServiceUnit}, for example:
        # {plan.Paths.EngineArgumentsVariable}="--memory=512m --volume=/srv/data:/data:ro"
        {Afterwards(plan)}
        {plan.Paths.EngineArgumentsVariable}=""

        """;

    /// <summary>Read by the engine line by line: NAME=value, no quotes, no expansion. Without an engine read by systemd, which knows quotes.</summary>
    public static string Environment(ServicePlan plan)
    {
        var isNative = plan.Request.Engine == ServiceEngine.Systemd;
        var lines = plan.Request.Environment.Select(variable => $"{variable.Key}={(isNative ? EnvironmentQuote.Value(variable.Value) : variable.Value)}\n");
        var syntax = isNative ? "read by systemd, which takes quotes off; inside of \"\" a \\ stands before \" \\ ` $" : "taken as it stands (no quotes, no expansion)";
        return $"""
            # Environment of {Whose(plan)}: NAME=value, one a line, {syntax}.
            {Afterwards(plan)}

            """ + string.Concat(lines);
    }

    // A job reads both files at its next run.
    private static string Afterwards(ServicePlan plan) => plan.Request.Kind switch
    {
        _ when !plan.Members.IsEmpty => $"# Each service has another such file, which has the last word. Then: systemctl restart {plan.Paths.TargetUnit}",
        ServiceKind.Timer => "# The next run takes it.",
        ServiceKind.Template => $"# Then: systemctl restart '{plan.Request.Name}@*'",
        _ => $"# Then: systemctl restart {plan.Paths.ServiceUnit}",
    };

    /// <summary>Read by systemd-tmpfiles.</summary>
    public static string Directories(ServicePlan plan) =>
        $"# Directories of {Whose(plan)}; erasing the package leaves them and what they hold.\n"
        + string.Concat(plan.Directories.Where(directory => !directory.IsOfInstance).Select(directory => directory.Line));

    public static string Preset(ServicePlan plan)
    {
        var verb = plan.Request.Enablement == ServiceEnablement.Enable ? "enable" : "disable";
        // Of several services only their target is enabled, but each is disabled, lest the policy enables it by itself.
        var units = plan.Request.Enablement == ServiceEnablement.Enable ? ServiceUnits.Of(plan).Preset : ServiceUnits.Of(plan).Enabled;
        return string.Concat(units.Select(unit => $"{verb} {unit}\n"));
    }

    private static string Whose(ServicePlan plan) => plan.Members.IsEmpty ? plan.Paths.ServiceUnit : "all services of " + plan.Paths.TargetUnit;
}
