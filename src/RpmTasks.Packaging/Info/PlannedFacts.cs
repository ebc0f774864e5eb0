using RpmTasks.Images.Layout;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Info;

/// <summary>A package that is not written, as RpmInspect would show it.</summary>
internal static class PlannedFacts
{
    private static readonly string[] UnitFolders = ["/usr/lib/systemd/system/", "/usr/share/containers/systemd/"];

    /// <param name="file">Its name.</param>
    /// <exception cref="RpmSpecException">It would be no sound package.</exception>
    public static PackageFacts Of(string file, PackagePlan plan, CancellationToken cancel)
    {
        var package = PlannedPackage.Of(plan.Spec);
        var files = package.ReadFiles();
        var facts = PackageFactsReader.Read(file, fileSize: null, package, files);
        var paths = files.Where(entry => entry.IsRegular).Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
        return facts with
        {
            Payload = facts.Payload with { Sha256 = null },
            Images = [.. PackagedImages.FoldersIn(files).SelectMany(folder => new ImageFactsReader(new PackagedImage(folder, DocumentsOf(folder, plan.Image)), paths, cancel).Read())],
        };
    }

    /// <summary>The units, and what podman makes units of.</summary>
    public static IEnumerable<UnitFacts> Units(RpmSpec spec) =>
        from file in spec.Files
        where UnitFolders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
        where file is { Kind: FileKind.Regular, Content: not null }
        select new UnitFacts(file.Path, TextOf(file.Content!));

    private static string TextOf(Content content)
    {
        using var reader = new StreamReader(content.Open());
        return reader.ReadToEnd();
    }

    private static Dictionary<string, byte[]> DocumentsOf(string folder, ImageDirectory image)
    {
        var layers = image.Image.Layers.Select(layer => layer.Blob.Digest).ToHashSet();
        return image.Files
            .Where(file => !layers.Contains(file.Content.Digest))
            .ToDictionary(file => $"{folder}/{file.Path}", file => BytesOf(file), StringComparer.Ordinal);
    }

    private static byte[] BytesOf(ImageDirectoryFile file)
    {
        using var stream = file.Content.Open();
        var bytes = new byte[file.Content.Size];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
