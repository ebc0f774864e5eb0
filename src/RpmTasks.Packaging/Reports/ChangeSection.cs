using System.Collections.Immutable;

using RpmTasks.Packaging.Comparison;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Reports;

/// <summary>What is other than in the version before.</summary>
internal static class ChangeSection
{
    public static Html Render(ReportFacts facts) => Html.Of($"""
        <section id="changes">
        <h2>Changes</h2>
        {(facts.Difference is { } difference ? Changes(facts.Previous, difference) : Html.Of($"<p>None to show: no earlier version of this package lay beside it.</p>"))}
        </section>
        """);

    private static Html Changes(string? previous, PackageDifference difference) => Html.Of($"""
        <p>Against <strong>{previous}</strong>: {Sentence(difference)}</p>
        {List("New files", "new", difference.NewFiles)}
        {List("Changed files", "changed", difference.ChangedFiles)}
        {List("Files that are gone", "gone", difference.GoneFiles)}
        {List("New dependencies", "new", difference.NewDependencies)}
        {List("Dependencies that are gone", "gone", difference.GoneDependencies)}
        {List("Changed scripts", "changed", [.. difference.ChangedScripts.Select(script => "%" + script)])}
        {List("Changed values", "changed", difference.ChangedValues)}
        """);

    private static string Sentence(PackageDifference difference) => difference.IsEmpty
        ? "nothing but the version."
        : $"{Layers(difference.NewLayers, "new")}, {Layers(difference.KeptLayers, "as before")}, {Layers(difference.GoneLayers, "gone")}.";

    private static string Layers(ImmutableArray<LayerFacts> layers, string state) => layers.IsEmpty
        ? $"no layer {state}"
        : $"{layers.Length} {(layers.Length == 1 ? "layer" : "layers")} ({ByteText.Of(layers.Sum(layer => layer.Size))}) {state}";

    private static Html List(string title, string kind, ImmutableArray<string> lines) => lines.IsEmpty ? Html.None : Html.Of($"""
        <h3>{title}</h3>
        <ul class="{kind}">{Html.Join(lines.Select(line => Html.Of($"<li><code>{line}</code></li>")))}</ul>
        """);
}
