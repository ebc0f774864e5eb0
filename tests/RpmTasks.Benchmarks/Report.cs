using System.Globalization;
using System.Text;

using RpmTasks.Testing;

namespace RpmTasks.Benchmarks;

/// <summary>The result as Markdown, and its place in the documentation.</summary>
internal static class Report
{
    private const string Begin = "<!-- measured -->";
    private const string End = "<!-- end of what was measured -->";

    public static string Write(IReadOnlyList<Series> all, Bound bound)
    {
        var text = new StringBuilder();
        var rounds = all[0].Measurements.Count;
        text.AppendLine(CultureInfo.InvariantCulture, $"Medians of {rounds} rounds on {Environment.ProcessorCount} cores; memory is the highest of all rounds.").AppendLine();
        text.AppendLine("| | seconds | times (publish + zstd) | CPU seconds | biggest process, MB | result, MB |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (var series in all)
            text.AppendLine(Row(series, bound));
        return text.AppendLine().Append(bound).AppendLine().ToString();
    }

    /// <summary>Replaces what an earlier run measured.</summary>
    public static void Insert(string result)
    {
        var file = Repository.Path("docs", "performance.md");
        var document = File.ReadAllText(file);
        var start = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = document.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(file, $"{document[..start]}\n\n{result}\n{document[end..]}");
    }

    private static string Row(Series series, Bound bound)
    {
        var length = series.Length == 0 ? "" : FormattableString.Invariant($"{series.Length / 1e6:0.0}");
        return FormattableString.Invariant(
            $"| {series.Candidate.Name} | {series.Wall:0.00} | {series.Wall / bound.Measure:0.00} | {series.Cpu:0.00} | {series.Peak / 1e6:0} | {length} |");
    }
}
