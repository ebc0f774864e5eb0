using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Reading;

/// <summary>A file as a package's header describes it, however sound that is.</summary>
/// <param name="Index">Its place in every array.</param>
/// <param name="Path">DIRNAMES and BASENAMES put together.</param>
/// <param name="Mode">st_mode, type bits included.</param>
/// <param name="Digest">Hex; empty for what has none.</param>
internal sealed record FileEntry(int Index, string Path, ushort Mode, ulong Size, string Digest)
{
    private const int TypeMask = 0xF000;

    public required string LinkTarget { get; init; }

    public required FileFlags Flags { get; init; }

    public required string Owner { get; init; }

    public required string Group { get; init; }

    public required uint ModifiedAt { get; init; }

    public required ulong InodeKey { get; init; }

    /// <summary>Of a device: major and minor number in a byte each.</summary>
    public ushort DeviceNumber { get; init; }

    /// <summary>As getcap(8) writes them; empty for most.</summary>
    public string Capabilities { get; init; } = "";

    public bool IsRegular => (Mode & TypeMask) == 0x8000;

    public bool IsDirectory => (Mode & TypeMask) == 0x4000;

    public bool IsSymbolicLink => (Mode & TypeMask) == 0xA000;

    /// <summary>Named pipe, character device, block device.</summary>
    public bool IsSpecial => (Mode & TypeMask) is 0x1000 or 0x2000 or 0x6000;

    public bool IsDevice => (Mode & TypeMask) is 0x2000 or 0x6000;

    public bool IsGhost => Flags.HasFlag(FileFlags.Ghost);

    public static IReadOnlyList<FileEntry> ReadAll(Header header)
    {
        var names = header.Get(Tags.BaseNames);
        if (names.Length == 0)
            return [];
        var table = new FileArrays(header, names.Length);
        return [.. names.Select((name, index) => table.EntryAt(index, name))];
    }
}
