using RpmTasks.Images.Model;

namespace RpmTasks.Images.Archives;

/// <summary>The files of an OCI layout that lies as a folder.</summary>
internal sealed class FolderStore(string folder) : IFileStore
{
    public string Location => folder;

    public StoredFile? Find(string path)
    {
        var target = ContainedPath.Resolve(folder, path)
            ?? throw new ImageException(ImageFault.EscapingPath, folder, $"'{path}' is a link that leads outside the folder");
        var file = new FileInfo(target);
        return file.Exists
            ? new StoredFile(file.Length, () => new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0))
            : null;
    }
}
