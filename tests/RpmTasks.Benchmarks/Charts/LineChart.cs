using System.Globalization;

namespace RpmTasks.Benchmarks.Charts;

/// <param name="Label">What it stands for.</param>
internal sealed record Line(string Label, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Up to three lines over one quantity. Both scales are logarithmic: what grows in proportion is a straight line.</summary>
/// <param name="Marks">Of the scale below, with their text.</param>
internal sealed record LineChart(string Name, string Title, IReadOnlyList<(double X, string Text)> Marks, IReadOnlyList<Line> Lines) : Chart(Name, Title)
{
    private const double Width = 860;
    private const double Height = 380;
    private const double Left = 60;
    private const double Right = 620;
    private const double Top = 40;
    private const double Bottom = 340;

    public override string ToSvg()
    {
        var svg = new Svg();
        svg.Text(0, 18, Title, "title");
        DrawScales(svg);
        foreach (var (number, line) in Lines.Index())
        {
            var kind = $"line{number}";
            var points = line.Points.Select(point => (X: XOf(point.X), Y: YOf(point.Y))).ToArray();
            svg.Line(points, kind);
            foreach (var (x, y) in points)
                svg.Dot(x, y, kind);
            svg.Dot(Right + 40, Top + 16 + (number * 24), kind);
            svg.Text(Right + 52, Top + 20 + (number * 24), line.Label);
        }

        return svg.Close(Width, Height);
    }

    private IEnumerable<double> Values => Lines.SelectMany(line => line.Points).Select(point => point.Y);

    private int LowestPower => (int)Math.Floor(Math.Log10(Values.Min()));

    /// <summary>Above the lowest, so that there is a scale at all.</summary>
    private int HighestPower => Math.Max(LowestPower + 1, (int)Math.Ceiling(Math.Log10(Values.Max())));

    private void DrawScales(Svg svg)
    {
        svg.Line([(Left, Top), (Left, Bottom), (Right, Bottom)], "axis");
        for (var power = LowestPower; power <= HighestPower; power++)
        {
            var value = Math.Pow(10, power);
            svg.Text(Left - 8, YOf(value) + 4, value.ToString("0.###", CultureInfo.InvariantCulture), "faint", "end");
            svg.Line([(Left, YOf(value)), (Right, YOf(value))], "grid");
        }

        foreach (var (x, text) in Marks)
            svg.Text(XOf(x), Bottom + 22, text, "faint", "middle");
    }

    private double XOf(double value)
    {
        var (first, last) = (Math.Log10(Marks[0].X), Math.Log10(Marks[^1].X));
        return Left + 30 + ((Math.Log10(value) - first) / (last - first) * (Right - Left - 60));
    }

    private double YOf(double value) =>
        Bottom - ((Math.Log10(value) - LowestPower) / (HighestPower - LowestPower) * (Bottom - Top));
}
