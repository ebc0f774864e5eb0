using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Composition;

/// <summary>Where the published files lie in the image.</summary>
internal sealed class AppLayout
{
    /// <summary>The working directory, from the root of the image without a leading '/'.</summary>
    public string Folder { get; }

    public AppLayout(string workingDirectory)
    {
        var normal = workingDirectory.StartsWith('/') ? ArchivePath.Normalise(workingDirectory.TrimStart('/')) : null;
        Folder = normal ?? throw new ImageException(ImageFault.UnsuitableFile, workingDirectory, "is no absolute path, so it cannot be the working directory of an image");
    }

    /// <summary>
    /// The files and their directories, parents first, in ordinal order. Each layer has its own directory entries: without
    /// one, Docker's overlay driver shows a directory of a lower layer as 0755 and owned by root. The folders above the
    /// working directory may be the base's, with owners and modes that are not known here, so they get none.
    /// </summary>
    public IEnumerable<LayerEntry> Entries(IEnumerable<CheckedFile> files)
    {
        var entries = new SortedDictionary<string, LayerEntry>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var path = Join(file.Path);
            entries.Add(path, new LayerEntry(path, file));
            foreach (var folder in ArchivePath.FoldersOn(file.Path).Prepend("").Select(Join).Where(folder => folder.Length > 0))
                entries.TryAdd(folder + "/", new LayerEntry(folder, null));
        }

        return entries.Values;
    }

    private string Join(string path) => path.Length == 0 || Folder.Length == 0 ? Folder + path : Folder + "/" + path;
}
