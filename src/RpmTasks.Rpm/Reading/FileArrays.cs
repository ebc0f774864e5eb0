using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Reading;

/// <summary>The parallel arrays of a header's files, all equally long or, where rpm does without, not there.</summary>
internal sealed class FileArrays
{
    private readonly int _count;
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
    private readonly ushort[] _deviceNumbers;
    private readonly string[] _capabilities;

    public FileArrays(Header header, int count)
    {
        _count = count;
        _directories = header.Get(Tags.DirNames);
        _directoryIndexes = Required(header.Get(Tags.DirIndexes), Tags.DirIndexes);
        _sizes = header.Has(Tags.LongFileSizes)
            ? Required(header.Get(Tags.LongFileSizes), Tags.LongFileSizes)
            : Array.ConvertAll(Required(header.Get(Tags.FileSizes), Tags.FileSizes), size => (ulong)size);
        _modes = Required(header.Get(Tags.FileModes), Tags.FileModes);
        _digests = Required(header.Get(Tags.FileDigests), Tags.FileDigests);
        _owners = Required(header.Get(Tags.FileUserName), Tags.FileUserName);
        _groups = Required(header.Get(Tags.FileGroupName), Tags.FileGroupName);
        _times = Optional(header.Get(Tags.FileMtimes), Tags.FileMtimes);
        _links = Optional(header.Get(Tags.FileLinkTos), Tags.FileLinkTos);
        _flags = Optional(header.Get(Tags.FileFlags), Tags.FileFlags);
        _devices = Optional(header.Get(Tags.FileDevices), Tags.FileDevices);
        _inodes = Optional(header.Get(Tags.FileInodes), Tags.FileInodes);
        _deviceNumbers = Optional(header.Get(Tags.FileRdevs), Tags.FileRdevs);
        _capabilities = Optional(header.Get(Tags.FileCaps), Tags.FileCaps);
    }

    public FileEntry EntryAt(int index, string name)
    {
        if (_directoryIndexes[index] >= _directories.Length)
            throw new RpmFormatException("main header", $"the file '{name}' lies in directory {_directoryIndexes[index]} of {_directories.Length}");
        return new FileEntry(index, _directories[_directoryIndexes[index]] + name, _modes[index], _sizes[index], _digests[index])
        {
            LinkTarget = _links.ElementAtOrDefault(index) ?? "",
            Flags = (FileFlags)_flags.ElementAtOrDefault(index),
            Owner = _owners[index],
            Group = _groups[index],
            ModifiedAt = _times.ElementAtOrDefault(index),
            InodeKey = InodeAt(index),
            DeviceNumber = _deviceNumbers.ElementAtOrDefault(index),
            Capabilities = _capabilities.ElementAtOrDefault(index) ?? "",
        };
    }

    /// <summary>Without inodes there are no hard links (rpmfilesBuildNLink).</summary>
    private ulong InodeAt(int index) =>
        _inodes.Length == 0 ? (ulong)index : ((ulong)_devices.ElementAtOrDefault(index) << 32) | _inodes[index];

    private T[] Required<T>(T[] values, Tag tag) => values.Length == _count
        ? values
        : throw new RpmFormatException("main header", $"{tag} has {values.Length} values for {_count} files");

    private T[] Optional<T>(T[] values, Tag tag) => values.Length == 0 ? values : Required(values, tag);
}
