using System.Globalization;
using System.Text;

using RpmTasks.Benchmarks.Measuring;
using RpmTasks.Testing;

namespace RpmTasks.Benchmarks;

/// <summary>The result as Markdown and charts, and its place in the documentation.</summary>
internal sealed class Report(int rounds, IReadOnlyList<Measured> parts)
{
    private const string Begin = "<!-- measured -->";
    private const string End = "<!-- end of what was measured -->";

    private IEnumerable<Bound> Bounds => parts.SelectMany(part => part.Bounds);

    public bool IsKept => Bounds.All(bound => bound.IsKept);

    public string Text
    {
        get
        {
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"Medians of {rounds} rounds on {Environment.ProcessorCount} cores; memory is the highest of all rounds.").AppendLine();
            if (Bounds.Any())
                text.AppendLine(Table.Of(["bound", "measured", "at most", "kept"], Bounds.Select(bound => bound.Row))).AppendLine();
            text.AppendJoin("\n\n", parts.Select(part => part.Markdown));
            return text.ToString();
        }
    }

    /// <summary>Replaces what an earlier run measured.</summary>
    public void Publish()
    {
        var file = Repository.Path("docs", "performance.md");
        var document = File.ReadAllText(file);
        var start = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = document.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(file, $"{document[..start]}\n\n{Text}\n\n{document[end..]}");
        var folder = Directory.CreateDirectory(Repository.Path("docs", "performance")).FullName;
        foreach (var chart in parts.SelectMany(part => part.Charts))
            File.WriteAllText(Path.Combine(folder, chart.FileName), chart.ToSvg());
    }
}
