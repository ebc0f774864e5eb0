using RpmTasks.Packaging.Inspection;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Info;

/// <summary>What a pack would make, as lines of plain text for a terminal of 80 columns.</summary>
internal static class InfoText
{
    public static IEnumerable<string> Render(PackInfo info)
    {
        var report = new ReportLines("RpmInfoFormat=json");
        report.Title(info.Package.Identity.Nevra);
        Head(report, info);
        foreach (var sentence in info.Unknown)
            report.Field("Not known", sentence);
        Layers(report, info);
        UpdateText.Add(report, info);
        foreach (var image in info.Package.Images)
            ImageText.AddConfig(report, image);
        foreach (var unit in info.Units)
            report.Verbatim("Unit " + unit.Path, unit.Text);
        TextReport.Dependencies(report, info.Package.Dependencies);
        TextReport.Files(report, info.Package);
        TextReport.Scripts(report, info.Package);
        TextReport.Changelog(report, info.Package);
        PropertyText.Add(report, info.Properties);
        report.Title("Nothing was built, pulled or written.");
        return report.Lines;
    }

    private static void Head(ReportLines report, PackInfo info)
    {
        var (description, payload) = (info.Package.Description, info.Package.Payload);
        report.Field("Would write", info.Output + (info.Exists ? " (one lies there, and would be replaced)" : ""));
        report.Field("Image", $"{info.Source.Property}={info.Source.Value}");
        report.Field("App", info.Source.PublishFolder is null ? null : info.Source.PublishFolder + " as it was published last");
        report.Field("Summary", description.Summary);
        report.Field("License", description.License);
        report.Field("Vendor", description.Vendor);
        report.Field("Packager", description.Packager);
        report.Field("Payload", payload.Compressor + (payload.Level is null ? "" : ", level " + payload.Level));
        report.Field("Installed", payload.InstalledSize is { } size ? ByteText.Of((long)size) : null);
    }

    private static void Layers(ReportLines report, PackInfo info)
    {
        report.Heading("Layers", info.Layers.Length);
        foreach (var layer in info.Layers)
        {
            report.Line(layer.Digest);
            var maker = layer.CreatedBy is { Length: > 0 } step ? ", by " + step : "";
            report.Line($"  {ByteText.Of(layer.Size)}{maker}");
            var place = layer.Package is null ? "in this package" : "shared, in " + layer.Package;
            var cached = layer.Cached ? ", compressed already" : "";
            report.Line($"  {place}{cached}{(layer.PackedSize is { } packed ? $": {ByteText.Of(packed)} to ship" : "")}");
        }
    }
}
