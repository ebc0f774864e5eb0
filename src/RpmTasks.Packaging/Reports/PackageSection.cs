using System.Collections.Immutable;

using RpmTasks.Packaging.Inspection;

namespace RpmTasks.Packaging.Reports;

/// <summary>Dependencies, scripts and labels.</summary>
internal static class PackageSection
{
    private const string OfRpmItself = "rpmlib(";

    public static Html Render(PackageFacts package)
    {
        var all = package.Dependencies;
        return Html.Of($"""
            <section>
            <h2>Package</h2>
            <p class="text">{package.Description.Text}</p>
            <div class="columns">
            {List("Requires", [.. all.Requires.Where(text => !text.StartsWith(OfRpmItself, StringComparison.Ordinal))])}
            {List("Provides", all.Provides)}
            {List("Recommends", all.Recommends)}
            {List("Suggests", all.Suggests)}
            {List("Supplements", all.Supplements)}
            {List("Enhances", all.Enhances)}
            {List("Conflicts", all.Conflicts)}
            {List("Obsoletes", all.Obsoletes)}
            {List("Labels of the image", [.. package.Images.SelectMany(image => image.Labels).Select(label => $"{label.Key}={label.Value}")])}
            </div>
            {Html.Join(package.Scripts.Select(script => Html.Of($"<details><summary><code>%{script.When}</code></summary><pre>{script.Body}</pre></details>")))}
            </section>
            """);
    }

    private static Html List(string title, ImmutableArray<string> lines) => lines.IsEmpty ? Html.None : Html.Of(
        $"<div><h3>{title}</h3><ul>{Html.Join(lines.Distinct().Select(line => Html.Of($"<li><code>{line}</code></li>")))}</ul></div>");
}
