using RpmTasks.Benchmarks.Charts;
using RpmTasks.Benchmarks.Measuring;

namespace RpmTasks.Benchmarks.Projects;

/// <summary>All ways to a package, in turn.</summary>
internal static class WaysPart
{
    public static Measured Measure(int rounds)
    {
        using var ways = new Ways();
        var all = Series.Measure(ways.All, rounds);
        Series Of(Candidate candidate) => all.Single(series => ReferenceEquals(series.Candidate, candidate));
        var packages = new[] { ways.Cold, ways.RpmBuild, ways.RpmBuildZstd3, ways.RpmBuildZstd19, ways.Compress }.Select(Of).ToArray();
        Chart[] charts =
        [
            Bars("time", "Seconds from command to package", all, series => series.Wall, series => $"{Table.Seconds(series.Wall)} s"),
            Size("size", "Size of the package, MB", packages),
            Size("update", "Bytes shipped after a change of one line, MB",
                [.. new[] { ways.ChangeBundled, ways.ChangeShared, ways.SelfContainedBundled, ways.SelfContainedShared, ways.RpmBuild, ways.RpmBuildZstd3, ways.RpmBuildZstd19 }.Select(Of)]),
            Bars("memory", "Memory of the biggest process, MB", all, series => series.Peak, series => $"{Table.Number(series.Peak / 1e6, "0")} MB"),
        ];
        var publish = Of(ways.Publish).Wall;
        var table = Table.Of(["way", "seconds", "over a plain publish", "CPU seconds", "memory, MB", "result, MB"], all.Select(series => Row(series, publish)));
        return new Measured(string.Join("\n\n", ["### Ways to a package", table, .. charts.Select(chart => chart.Markdown)]), WayBounds.Of(ways, Of), charts);
    }

    private static IReadOnlyList<string> Row(Series series, double publish) =>
    [
        series.Candidate.Name,
        Table.Seconds(series.Wall),
        series.Candidate.IsOurs ? Table.Seconds(series.Wall - publish) : "",
        Table.Seconds(series.Cpu),
        Table.Number(series.Peak / 1e6, "0"),
        Table.Megabytes(series.Length),
    ];

    private static BarChart Size(string name, string title, IReadOnlyList<Series> all) =>
        Bars(name, title, all, series => series.Length, series => $"{Table.Megabytes(series.Length)} MB");

    private static BarChart Bars(string name, string title, IReadOnlyList<Series> all, Func<Series, double> value, Func<Series, string> text) =>
        new(name, title, [.. all.Select(series => new Bar(series.Candidate.Name, value(series), text(series), series.Candidate.IsOurs))]);
}
