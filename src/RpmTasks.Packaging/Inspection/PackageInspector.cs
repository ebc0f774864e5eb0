using System.Collections.Immutable;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Inspection;

/// <summary>Reads what a package says about itself and the image it carries. Writes nothing, and opens no path of the package's.</summary>
internal static class PackageInspector
{
    /// <param name="file">How the report names the package.</param>
    /// <param name="package">Can seek.</param>
    /// <exception cref="RpmFormatException">It is no package, or its headers are damaged.</exception>
    public static PackageFacts Inspect(string file, Stream package, CancellationToken cancel)
    {
        package.Position = 0;
        var content = RpmReader.Read(package);
        var files = content.ReadFiles();
        var facts = PackageFactsReader.Read(file, package.Length, content, files);
        return facts with { Images = ReadImages(content, files, package, cancel) };
    }

    private static ImmutableArray<ImageFacts> ReadImages(RpmPackage content, IReadOnlyList<FileEntry> files, Stream payload, CancellationToken cancel)
    {
        var folders = PackagedImages.FoldersIn(files);
        if (folders.Count == 0)
            return [];
        try
        {
            var documents = new PayloadDocuments(content, files).Read(payload, PackagedImages.DocumentsIn(folders, files), (byte)'{', cancel);
            var paths = files.Where(file => file.IsRegular).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
            return [.. folders.SelectMany(folder => new ImageFactsReader(new PackagedImage(folder, documents), paths, cancel).Read())];
        }
        catch (RpmFormatException damage)
        {
            return [.. folders.Select(folder => new ImageFacts(folder) { Problem = damage.Message })];
        }
    }
}
