using System.Globalization;

namespace RpmTasks.Packaging.Inspection;

/// <summary>An image, lowest layer first.</summary>
internal static class ImageText
{
    public static void Add(ReportLines report, ImageFacts image)
    {
        AddConfig(report, image);
        AddLayers(report, image);
    }

    public static void AddConfig(ReportLines report, ImageFacts image)
    {
        report.Title("Image " + image.Folder);
        report.Field("Unreadable", image.Problem);
        report.Field("Reference", image.Reference);
        report.Field("ID", image.Id);
        report.Field("Manifest", image.ManifestDigest);
        report.Field("Platform", image.Platform);
        report.Field("Entrypoint", string.Join(' ', image.Entrypoint));
        report.Field("Command", string.Join(' ', image.Command));
        report.Field("Folder", image.WorkingDirectory);
        report.Field("User", image.User);
        report.Field("Ports", string.Join(", ", image.ExposedPorts));
        report.Field("Volumes", string.Join(", ", image.Volumes));
        report.Field("Environment", string.Join(", ", image.EnvironmentNames));
        report.List("Labels", image.Labels.Select(label => $"{label.Key}={label.Value}"));
    }

    private static void AddLayers(ReportLines report, ImageFacts image)
    {
        report.Heading("Layers", image.Layers.Length);
        foreach (var layer in image.Layers)
            Add(report, layer);
    }

    private static void Add(ReportLines report, LayerFacts layer)
    {
        report.Line(layer.Digest);
        var place = layer.InPackage ? "" : ", in another package";
        report.Line(string.Create(CultureInfo.InvariantCulture, $"  {layer.Size} bytes, {layer.MediaType}{place}"));
        if (layer.DiffId is not null && layer.DiffId != layer.Digest)
            report.Line("  diff ID " + layer.DiffId);
        if (layer.CreatedBy is { Length: > 0 } step)
            report.Line("  by " + step);
    }
}
