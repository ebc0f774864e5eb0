using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>Which of the header's files an entry of the archive is, and how much of it lies there.</summary>
internal sealed class ArchiveFiles
{
    private readonly IReadOnlyList<FileEntry> _files;
    private readonly Dictionary<string, FileEntry> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, int> _lastOfInode = [];

    public ArchiveFiles(IReadOnlyList<FileEntry> files)
    {
        _files = files;
        foreach (var file in files)
        {
            _byName.TryAdd(NameOf(file.Path), file);
            if (file.IsRegular && !file.IsGhost)
                _lastOfInode[file.InodeKey] = file.Index;
        }
    }

    public FileEntry Find(ArchiveEntry entry)
    {
        if (entry.Cpio is null)
        {
            return entry.FileIndex < _files.Count
                ? _files[(int)entry.FileIndex]
                : throw new RpmFormatException("payload", $"it has file {entry.FileIndex} of {_files.Count}");
        }

        return _byName.TryGetValue(NameOf(entry.Cpio.Name), out var file)
            ? file
            : throw new RpmFormatException(entry.Cpio.Name, "it is in the payload and not in the header");
    }

    /// <summary>Of hard links only the last carries the content.</summary>
    public ulong ContentSize(FileEntry file)
    {
        var isEarlierLink = file.IsRegular && _lastOfInode.GetValueOrDefault(file.InodeKey, file.Index) != file.Index;
        return isEarlierLink || (!file.IsRegular && !file.IsSymbolicLink) ? 0 : file.Size;
    }

    /// <summary>What is the same in the header and in the archive, of source packages too, which have no leading '/' in either.</summary>
    private static string NameOf(string path) =>
        path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path.StartsWith('/') ? path[1..] : path;
}
