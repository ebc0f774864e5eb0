using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Reports;

/// <summary>Layers as bars in proportion, with what is biggest in each.</summary>
internal static class LayerSection
{
    private const int MostFiles = 8;

    /// <summary>Colours of the style sheet.</summary>
    private const int Colours = 8;

    /// <summary>Units of width of a whole bar.</summary>
    private const int Whole = 1000;

    /// <summary>So that the smallest layer is seen.</summary>
    private const int Least = 4;

    public static Html Render(ReportFacts facts)
    {
        if (facts.Layers.IsEmpty)
            return Html.None;
        var total = Math.Max(1, facts.Layers.Sum(layer => layer.Size));
        return Html.Of($"""
            <section>
            <h2>Layers</h2>
            {Stack(facts, total)}
            <ol class="layers">
            {Html.Join(facts.Layers.Select((layer, i) => Layer(facts, layer, i, total)))}
            </ol>
            </section>
            """);
    }

    private static Html Stack(ReportFacts facts, long total)
    {
        var widths = facts.Layers.Select(layer => Math.Max(Least, Share(layer.Size, total))).ToList();
        var scale = Whole / (double)widths.Sum();
        var parts = new List<Html>();
        var at = 0d;
        for (var i = 0; i < widths.Count; i++)
        {
            var (left, right) = ((long)Math.Round(at * scale), (long)Math.Round((at + widths[i]) * scale));
            parts.Add(Html.Of($"""<rect class="c{i % Colours}" x="{left}" y="0" width="{Math.Max(1, right - left)}" height="20"><title>Layer {i + 1}: {ByteText.Of(facts.Layers[i].Size)}</title></rect>"""));
            at += widths[i];
        }

        return Html.Of($"""<svg class="stack" viewBox="0 0 {Whole} 20" preserveAspectRatio="none" role="img" aria-label="{facts.Layers.Length} layers, {ByteText.Of(total)} in all">{Html.Join(parts)}</svg>""");
    }

    private static Html Layer(ReportFacts facts, ReportLayer layer, int index, long total)
    {
        var maker = layer.CreatedBy is { Length: > 0 } step ? $"by {step}; " : "";
        var problem = layer.Problem is null ? "" : "; not all could be listed: " + layer.Problem;
        var place = layer.Package is null ? "in this package" : $"shared, in {layer.Package}";
        return Html.Of($"""
            <li>
            <h3><span class="key"><svg viewBox="0 0 1 1" aria-hidden="true"><rect class="c{index % Colours}" width="1" height="1"/></svg></span>Layer {index + 1} <span class="size">{ByteText.Of(layer.Size)}, {Percent(layer.Size, total)}</span> {State(facts, layer)}</h3>
            {Bar(layer.Size, total, $"c{index % Colours}")}
            <p class="about"><code>{layer.Digest}</code><br>{maker}{place}; {layer.Files.Length} files{problem}</p>
            {Biggest(layer)}
            </li>
            """);
    }

    private static Html Biggest(ReportLayer layer)
    {
        var biggest = layer.Files.Where(file => file.Size > 0).OrderByDescending(file => file.Size).ThenBy(file => file.Path, StringComparer.Ordinal).Take(MostFiles).ToList();
        return biggest.Count == 0 ? Html.None : Html.Of(
            $"""<table class="files"><caption>Biggest files</caption><tbody>{Html.Join(biggest.Select(file => Row(file, layer.Size)))}</tbody></table>""");
    }

    private static Html State(ReportFacts facts, ReportLayer layer) => facts.Difference is not { } difference ? Html.None
        : difference.NewLayers.Any(changed => changed.Digest == layer.Digest) ? new Html("""<span class="chip new">new</span>""")
        : new Html("""<span class="chip kept">as before</span>""");

    private static Html Row(ReportFile file, long layer) => Html.Of(
        $"""<tr><td class="path">{file.Path}</td><td class="number">{ByteText.Of(file.Size)}</td><td class="share">{Bar(file.Size, Math.Max(1, layer), "plain")}</td></tr>""");

    private static Html Bar(long part, long whole, string colour) => Html.Of(
        $"""<svg class="bar" viewBox="0 0 {Whole} 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="{Whole}" height="10"/><rect class="{colour}" width="{Math.Max(Least, Share(part, whole))}" height="10"/></svg>""");

    private static long Share(long part, long whole) => (long)Math.Clamp(Whole * (decimal)part / whole, 0, Whole);

    private static string Percent(long part, long whole) => ((decimal)part / whole).ToString("0.0 %", System.Globalization.CultureInfo.InvariantCulture);
}
