using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>A unit of the project's own, with places for what only the packing knows.</summary>
internal static class UnitTemplate
{
    private const string Name = "@NAME@";
    private const string Image = "@IMAGE@";
    private const string RunWords = "@RUNARGS@";

    /// <returns>What is wrong with the text; null when it can run the image.</returns>
    public static string? FindFault(string template, ServiceKind kind)
    {
        var lines = template.Split('\n');
        var section = kind == ServiceKind.Quadlet ? "[Container]" : "[Service]";
        if (!lines.Contains(section))
            return $"it has no section {section}";
        if (!template.Contains(Image, StringComparison.Ordinal))
            return $"it does not contain {Image}";
        var control = Array.FindIndex(lines, line => line.Any(character => char.IsControl(character) && character != '\t'));
        return control < 0 ? null : $"line {control + 1} has a control character";
    }

    public static bool TakesArguments(string template) => template.Contains(RunWords, StringComparison.Ordinal);

    public static string Fill(string template, ServicePlan plan)
    {
        var arguments = plan.Request.Engine == ServiceEngine.Systemd ? new CommandLine("") : RunArguments.AddAll(new CommandLine(""), plan);
        return template
            .Replace(Name, plan.Request.Name, StringComparison.Ordinal)
            .Replace(Image, ImageOf(plan), StringComparison.Ordinal)
            .Replace(RunWords, arguments.ToString(), StringComparison.Ordinal);
    }

    private static string ImageOf(ServicePlan plan) => plan.Request.Engine switch
    {
        ServiceEngine.Docker => plan.Image.Name.Reference,
        ServiceEngine.Systemd => plan.Tree!.Root,
        _ => plan.Image.ConfigDigest.ToString(),
    };

    /// <summary>Ties that unit to the image, and reads the administrator's arguments, as the generated unit does itself.</summary>
    public static string DropIn(ServicePlan plan)
    {
        var unit = new UnitText()
            .Section("Unit")
            .Set("Requires", plan.Paths.ImageUnit)
            .Set("After", plan.Paths.ImageUnit)
            .Section("Service");
        ServiceUnit.EngineArguments(unit, plan);
        return ServiceUnit.Directories(unit, plan).Set("ExecStartPost", $"-{plan.Paths.ImageHelper} prune").ToString();
    }
}
