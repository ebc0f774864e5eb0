using RpmTasks.Images.Archives;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Inspection;

/// <summary>The folders of a package that are OCI layouts, by their files' paths alone.</summary>
internal static class PackagedImages
{
    private const string Marker = "/oci-layout";
    private const int Most = 16;

    /// <summary>Each with its path on the host.</summary>
    public static IReadOnlyList<string> FoldersIn(IReadOnlyList<FileEntry> files)
    {
        var paths = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. files.Where(file => file.Path.EndsWith(Marker, StringComparison.Ordinal))
                .Select(file => file.Path[..^Marker.Length])
                .Where(folder => paths.Contains(folder + "/index.json"))
                .Take(Most),
        ];
    }

    /// <summary>What may be a document of one of the folders.</summary>
    public static IReadOnlySet<string> DocumentsIn(IReadOnlyList<string> folders, IReadOnlyList<FileEntry> files) =>
        files.Select(file => file.Path)
            .Where(path => folders.Any(folder => path == folder + "/index.json" || path.StartsWith(folder + "/blobs/sha256/", StringComparison.Ordinal)))
            .ToHashSet(StringComparer.Ordinal);
}

/// <summary>The documents of an image that lies in a package: names are keys, and lead nowhere else.</summary>
internal sealed class PackagedImage(string folder, IReadOnlyDictionary<string, byte[]> documents) : IFileStore
{
    public string Location => folder;

    public StoredFile? Find(string path) => documents.TryGetValue($"{folder}/{path}", out var bytes)
        ? new StoredFile(bytes.Length, () => new MemoryStream(bytes, writable: false))
        : null;
}
