using System.Globalization;
using System.Security;
using System.Text;

namespace RpmTasks.Benchmarks.Charts;

/// <summary>Writes a picture that reads well on light and on dark ground: it has no ground of its own, and colours for either.</summary>
internal sealed class Svg
{
    private const string Style = """
        <style>
          text { font: 13px sans-serif; fill: #1f2328 }
          .title { font-weight: bold }
          .faint { fill: #59636e }
          .ours { fill: #0969da } .others { fill: #8c959f }
          path { fill: none; stroke-width: 2 }
          path.axis { stroke: #8c959f; stroke-width: 1 } path.grid { stroke: #8c959f; stroke-width: 0.3 }
          path.line0 { stroke: #0969da } circle.line0 { fill: #0969da }
          path.line1 { stroke: #1a7f37 } circle.line1 { fill: #1a7f37 }
          path.line2 { stroke: #8c959f } circle.line2 { fill: #8c959f }
          @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc }
            .faint { fill: #9198a1 }
            .ours { fill: #4493f8 }
            path.line0 { stroke: #4493f8 } circle.line0 { fill: #4493f8 }
            path.line1 { stroke: #3fb950 } circle.line1 { fill: #3fb950 }
          }
        </style>

        """;

    private readonly StringBuilder _elements = new();

    public void Text(double x, double y, string text, string kind = "", string anchor = "start") =>
        Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\"{Class(kind)}>{SecurityElement.Escape(text)}</text>");

    public void Bar(double x, double y, double width, double height, string kind) =>
        Add($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"2\"{Class(kind)}/>");

    public void Line(IEnumerable<(double X, double Y)> points, string kind) =>
        Add($"<path d=\"M{string.Join(" L", points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#} {point.Y:0.#}")))}\"{Class(kind)}/>");

    public void Dot(double x, double y, string kind) => Add($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3\"{Class(kind)}/>");

    public string Close(double width, double height) => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0} {height:0}\" width=\"{width:0}\" height=\"{height:0}\" role=\"img\">\n{Style}{_elements}</svg>\n");

    private static string Class(string kind) => kind.Length == 0 ? "" : $" class=\"{kind}\"";

    private void Add(FormattableString element) => _elements.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
