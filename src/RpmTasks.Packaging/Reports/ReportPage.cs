using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Reports;

/// <summary>The page about a package: one file that needs no other, and no network.</summary>
internal static class ReportPage
{
    public static string Render(ReportFacts facts)
    {
        var package = facts.Package;
        var style = new Html(ReportAssets.Style);
        var script = new Html(ReportAssets.Script);
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{ReportAssets.Policy}">
            <meta name="referrer" content="no-referrer">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{package.Identity.Nevra}</title>
            <style>{style}</style>
            </head>
            <body>
            <a class="skip" href="#files">Skip to the files</a>
            <header>
            <h1>{package.Identity.Name} <span class="evr">{package.Identity.Version}-{package.Identity.Release}</span></h1>
            <p>{package.Description.Summary}</p>
            </header>
            <main>
            {Glance(facts)}
            {LayerSection.Render(facts)}
            {ChangeSection.Render(facts)}
            {ServiceSection.Render(facts)}
            {PackageSection.Render(package)}
            {FileSection.Render(facts)}
            </main>
            <footer>RpmTasks wrote this page with {package.File}. It fetches nothing and sends nothing.</footer>
            <script>{script}</script>
            </body>
            </html>

            """).Markup;
    }

    private static Html Glance(ReportFacts facts)
    {
        var package = facts.Package;
        var image = package.Images.FirstOrDefault();
        (string What, string? Value)[] tiles =
        [
            ("Package", ByteText.Of(package.FileSize ?? 0)),
            ("Installed", package.Payload.InstalledSize is { } size ? ByteText.Of((long)size) : null),
            ("Image", $"{ByteText.Of(facts.Layers.Sum(layer => layer.Size))} in {facts.Layers.Length} {(facts.Layers.Length == 1 ? "layer" : "layers")}"),
            ("Platform", image?.Platform),
            ("Ports of the image", image is { ExposedPorts: { IsEmpty: false } ports } ? string.Join(", ", ports) : null),
            ("License", package.Description.License),
            ("Signature", package.Signatures is [var signature, ..] ? $"{signature.Algorithm}, key {signature.KeyId}" : "none"),
        ];
        return Html.Of($"""
            <section aria-label="At a glance">
            <dl class="tiles">{Html.Join(tiles.Where(tile => !string.IsNullOrEmpty(tile.Value)).Select(tile => Html.Of($"<div><dt>{tile.What}</dt><dd>{tile.Value}</dd></div>")))}</dl>
            <dl class="ids">
            <div><dt>File</dt><dd><code>{package.File}</code></dd></div>
            <div><dt>SHA-256</dt><dd><code>{facts.Sha256}</code></dd></div>
            <div><dt>Image</dt><dd><code>{image?.Id}</code></dd></div>
            <div><dt>Command</dt><dd><code>{string.Join(' ', [.. image?.Entrypoint ?? [], .. image?.Command ?? []])}</code></dd></div>
            </dl>
            </section>
            """);
    }
}
