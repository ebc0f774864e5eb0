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

    /// <summary>The names that it has.</summary>
    public HardLinks Links { get; init; } = new(Index, Index, 1);

    /// <summary>Unique but for hard links, since rpm takes two files of one inode for those.</summary>
    public uint Inode => (uint)Links.First + 1;

    /// <summary>rpm takes the content from the last name of a file, and makes all of them empty when it comes earlier.</summary>
    public bool CarriesContent => Links.Last == Index;

    /// <summary>Bytes that lie in the payload behind its entry.</summary>
    public long PayloadSize => CarriesContent ? Size : 0;

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
