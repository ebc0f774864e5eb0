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
            # Environment of {plan.Paths.ServiceUnit}: NAME=value, one a line, {syntax}.
            {Afterwards(plan)}

            """ + string.Concat(lines);
    }

    // A job reads both files at its next run.
    private static string Afterwards(ServicePlan plan) => plan.Request.Kind switch
    {
        ServiceKind.Timer => "# The next run takes it.",
        ServiceKind.Template => $"# Then: systemctl restart '{plan.Request.Name}@*'",
        _ => $"# Then: systemctl restart {plan.Paths.ServiceUnit}",
    };

    /// <summary>Read by systemd-tmpfiles.</summary>
    public static string Directories(ServicePlan plan) =>
        $"# Directories of {plan.Paths.ServiceUnit}; erasing the package leaves them and what they hold.\n"
        + string.Concat(plan.Directories.Where(directory => !directory.IsOfInstance).Select(directory => directory.Line));

    public static string Preset(ServicePlan plan)
    {
        var verb = plan.Request.Enablement == ServiceEnablement.Enable ? "enable" : "disable";
        return string.Concat(ServiceUnits.Of(plan).Enabled.Select(unit => $"{verb} {unit}\n"));
    }
}
