namespace RpmTasks.Benchmarks.Charts;

/// <param name="Label">What it stands for.</param>
/// <param name="Text">Its value as it is shown.</param>
internal sealed record Bar(string Label, double Value, string Text, bool IsOurs);

/// <summary>One bar for each way, all on one scale from zero.</summary>
internal sealed record BarChart(string Name, string Title, IReadOnlyList<Bar> Bars) : Chart(Name, Title)
{
    private const double Width = 860;
    private const double Left = 330;
    private const double Longest = 440;
    private const double Top = 40;
    private const double Step = 26;
    private const double Thickness = 16;

    public override string ToSvg()
    {
        var svg = new Svg();
        svg.Text(0, 18, Title, "title");
        var largest = Bars.Max(bar => bar.Value);
        foreach (var (number, bar) in Bars.Index())
        {
            var top = Top + (number * Step);
            var baseline = top + Thickness - 3;
            // A hair, so that what is next to nothing is seen to be there.
            var length = Math.Max(1, largest > 0 ? bar.Value / largest * Longest : 0);
            svg.Text(Left - 10, baseline, bar.Label, anchor: "end");
            svg.Bar(Left, top, length, Thickness, bar.IsOurs ? "ours" : "others");
            svg.Text(Left + length + 8, baseline, bar.Text, "faint");
        }

        return svg.Close(Width, Top + (Bars.Count * Step));
    }
}
