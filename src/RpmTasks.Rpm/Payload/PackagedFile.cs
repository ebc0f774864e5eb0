using System.Text;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Payload;

/// <summary>A file in its place in the package: its index decides its inode, and every array of the header follows the index.</summary>
/// <param name="ModifiedAt">Never later than the package itself.</param>
internal sealed record PackagedFile(int Index, RpmFile File, uint ModifiedAt)
{
    private const int RegularType = 0x8000;
    private const int DirectoryType = 0x4000;
    private const int LinkMode = 0xA1FF;

    /// <summary>Unique, since rpm takes two files of one inode for hard links of one content.</summary>
    public uint Inode => (uint)Index + 1;

    public bool IsGhost => File.Flags.HasFlag(FileFlags.Ghost);

    public bool InPayload => !IsGhost;

    /// <summary>st_mode: the type with the permissions.</summary>
    public ushort Mode => File.Kind switch
    {
        FileKind.Directory => (ushort)(DirectoryType | File.Mode),
        FileKind.SymbolicLink => LinkMode,
        _ => (ushort)(RegularType | File.Mode),
    };

    /// <summary>Bytes of content; for a symbolic link those of its target.</summary>
    public long Size => File.Kind switch
    {
        FileKind.SymbolicLink => Encoding.UTF8.GetByteCount(File.LinkTarget!),
        _ => File.Content?.Length ?? 0,
    };

    public string Directory => File.Path[..(File.Path.LastIndexOf('/') + 1)];

    public string BaseName => File.Path[(File.Path.LastIndexOf('/') + 1)..];
}
