using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Inspection;

/// <summary>How RpmInspect prints.</summary>
/// <param name="Render">Lines for the console.</param>
internal sealed record InspectFormat(Func<IReadOnlyList<PackageFacts>, IEnumerable<string>> Render)
{
    /// <exception cref="PackException">It is no format.</exception>
    public static InspectFormat Parse(string text) => text switch
    {
        "" or "text" => new(packages => packages.SelectMany((facts, i) => i == 0 ? TextReport.Render(facts) : ["", .. TextReport.Render(facts)])),
        "json" => new(packages => JsonReport.Render(packages).Split('\n')),
        _ => throw new PackException(Problem.Of(Rules.UnknownValue, "RpmInspectFormat", text, "text, json")),
    };
}
