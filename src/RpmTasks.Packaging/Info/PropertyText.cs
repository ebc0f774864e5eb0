using System.Collections.Immutable;

using RpmTasks.Packaging.Inspection;

namespace RpmTasks.Packaging.Info;

/// <summary>Properties with their values and where those come from; first those that were set.</summary>
internal static class PropertyText
{
    /// <summary>The longest name and two blanks.</summary>
    private const int NameWidth = 30;

    private static readonly string[] Setters = [GivenProperty.CommandLine, GivenProperty.Environment, GivenProperty.Project];

    public static void Add(ReportLines report, ImmutableArray<PropertyFacts> properties)
    {
        var groups = properties.ToLookup(IsSet);
        Add(report, "Properties that are set", [.. groups[true]]);
        Add(report, "Properties with their defaults", [.. groups[false]]);
    }

    private static bool IsSet(PropertyFacts property) => property.From is null && Setters.Contains(property.Origin);

    private static void Add(ReportLines report, string title, ImmutableArray<PropertyFacts> properties)
    {
        report.Heading(title, properties.Length);
        foreach (var property in properties)
            report.Row(property.Name, NameWidth, $"{property.Value?.ReplaceLineEndings(" ") ?? "none"}{Origin(property)}");
    }

    // That a default is RpmTasks' own goes without saying.
    private static string Origin(PropertyFacts property) => (property.Origin, property.From) switch
    {
        (ResolvedProperty.Default, null) => "",
        (ResolvedProperty.Default, var from) => $" [{from}]",
        (ResolvedProperty.Sdk, var from) => $" [.NET SDK: {from}]",
        (var origin, null) => $" [{origin}]",
        (var origin, var from) => $" [{origin}: {from}]",
    };
}
