using System.Text.Json;

using RpmTasks.Packaging.Inspection;

namespace RpmTasks.Packaging.Reports;

/// <summary>Every file of the package and its layers, for the script to search in.</summary>
internal static class FileSection
{
    /// <summary>More than any image has that one would search by eye; a page must open.</summary>
    private const int Most = 200_000;

    public static Html Render(ReportFacts facts)
    {
        var all = OfPackage(facts.Package).Concat(facts.Layers.SelectMany((layer, i) => layer.Files.Select(file => (Place: i + 1, File: file)))).ToList();
        string[] places = ["package", .. facts.Layers.Select((_, i) => $"layer {i + 1}")];
        object[][] rows = [.. all.Take(Most).Select(entry => (object[])[entry.Place, VisibleText.Of(entry.File.Path), entry.File.Size, VisibleText.Of(entry.File.Note)])];
        // In ASCII, and with '<' and '&' as escapes, so that nothing in it ends the element.
        var data = new Html(JsonSerializer.Serialize(new { places, files = rows }));
        return Html.Of($"""
            <section id="files">
            <h2>Files</h2>
            <div class="search"><label for="q">Search in {all.Count} paths</label> <input id="q" type="search" autocomplete="off" spellcheck="false" placeholder="words of a path"> <output id="count" for="q"></output></div>
            {(all.Count > Most ? Html.Of($"<p>{all.Count - Most} more are left out here.</p>") : Html.None)}
            <noscript><p>Searching needs the script of this page.</p></noscript>
            <table class="files" id="found"><thead><tr><th scope="col"><button type="button" data-sort="path">Path</button></th><th scope="col" class="number"><button type="button" data-sort="size">Size</button></th><th scope="col">Where</th></tr></thead><tbody></tbody></table>
            <script type="application/json" id="data">{data}</script>
            </section>
            """);
    }

    private static IEnumerable<(int Place, ReportFile File)> OfPackage(PackageFacts package) =>
        from file in package.Files
        where file.Type != "dir"
        let note = file.LinkTarget is null ? string.Join(", ", file.Flags) : "link to " + file.LinkTarget
        select (0, new ReportFile(file.Path, (long)file.Size, note));
}
