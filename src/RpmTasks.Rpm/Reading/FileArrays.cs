using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Reading;

/// <summary>The parallel arrays of a header's files, all equally long.</summary>
internal sealed class FileArrays
{
    private readonly string[] _directories;
    private readonly uint[] _directoryIndexes;
    private readonly ulong[] _sizes;
    private readonly ushort[] _modes;
    private readonly uint[] _times;
    private readonly string[] _digests;
    private readonly string[] _links;
    private readonly uint[] _flags;
    private readonly string[] _owners;
    private readonly string[] _groups;
    private readonly uint[] _devices;
    private readonly uint[] _inodes;

    public FileArrays(Header header, int count)
    {
        _directories = header.Get(Tags.DirNames);
        _directoryIndexes = Required(header.Get(Tags.DirIndexes), count, Tags.DirIndexes);
        _sizes = header.Has(Tags.LongFileSizes)
            ? Required(header.Get(Tags.LongFileSizes), count, Tags.LongFileSizes)
            : Array.ConvertAll(Required(header.Get(Tags.FileSizes), count, Tags.FileSizes), size => (ulong)size);
        _modes = Required(header.Get(Tags.FileModes), count, Tags.FileModes);
        _times = Required(header.Get(Tags.FileMtimes), count, Tags.FileMtimes);
        _digests = Required(header.Get(Tags.FileDigests), count, Tags.FileDigests);
        _links = Required(header.Get(Tags.FileLinkTos), count, Tags.FileLinkTos);
        _flags = Required(header.Get(Tags.FileFlags), count, Tags.FileFlags);
        _owners = Required(header.Get(Tags.FileUserName), count, Tags.FileUserName);
        _groups = Required(header.Get(Tags.FileGroupName), count, Tags.FileGroupName);
        _devices = Required(header.Get(Tags.FileDevices), count, Tags.FileDevices);
        _inodes = Required(header.Get(Tags.FileInodes), count, Tags.FileInodes);
    }

    public FileEntry EntryAt(int index, string name)
    {
        if (_directoryIndexes[index] >= _directories.Length)
            throw new RpmFormatException("main header", $"the file '{name}' lies in directory {_directoryIndexes[index]} of {_directories.Length}");
        return new FileEntry(index, _directories[_directoryIndexes[index]] + name, _modes[index], _sizes[index], _digests[index])
        {
            LinkTarget = _links[index],
            Flags = (FileFlags)_flags[index],
            Owner = _owners[index],
            Group = _groups[index],
            ModifiedAt = _times[index],
            InodeKey = ((ulong)_devices[index] << 32) | _inodes[index],
        };
    }

    private static T[] Required<T>(T[] values, int count, Tag tag) => values.Length == count
        ? values
        : throw new RpmFormatException("main header", $"{tag} has {values.Length} values for {count} files");
}
