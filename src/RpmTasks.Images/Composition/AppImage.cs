using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Composition;

/// <summary>Puts the published files on a base image.</summary>
internal static class AppImage
{
    /// <param name="spoolFolder">Keeps the new layers until the RPM is written.</param>
    public static ContainerImage Compose(ContainerImage baseImage, IReadOnlyList<AppFile> files, AppSettings settings, string spoolFolder, CancellationToken cancel)
    {
        var layout = new AppLayout(settings.WorkingDirectory);
        var checkedFiles = AppFileCheck.Check(files, cancel);
        var spool = new BlobSpool(spoolFolder);
        var added = checkedFiles
            .GroupBy(file => file.FromPackage)
            .OrderByDescending(group => group.Key)
            .Select(group => AddLayer(spool, new AppLayerWriter(layout.Entries(group), group.Key ? settings.PackagesModified : settings.Created, cancel)))
            .ToList();
        var config = AppConfig.Merge(baseImage.Config, [.. added.Select(layer => layer.DiffId)], settings);
        return new ContainerImage(config, [.. baseImage.Layers, .. added]) { AppFolder = layout.Folder };
    }

    private static ImageLayer AddLayer(BlobSpool spool, AppLayerWriter writer)
    {
        var blob = spool.Add(writer.Write);
        return new ImageLayer(blob.Digest, LayerCompression.None, blob);
    }
}
