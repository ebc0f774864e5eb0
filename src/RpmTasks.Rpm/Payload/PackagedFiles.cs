using System.Collections.Immutable;
using System.Text;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Payload;

/// <summary>The files of a package in the order of its header, and what their sizes decide.</summary>
internal sealed class PackagedFiles
{
    private static readonly Comparer<byte[]> ByteOrder =
        Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));

    private PackagedFiles(ImmutableArray<PackagedFile> all) => All = all;

    public ImmutableArray<PackagedFile> All { get; }

    /// <summary>A file of UINT32_MAX bytes or more fits neither FILESIZES nor cpio: rpm then has 64-bit sizes and a stripped payload.</summary>
    public bool AreLarge => All.Any(file => file.Size >= uint.MaxValue);

    /// <summary>Bytes the package takes when installed; directories count nothing.</summary>
    public long InstalledSize => All.Sum(file => file.Size);

    /// <summary>Bytes of the uncompressed payload.</summary>
    public long PayloadLength =>
        All.Where(file => file.InPayload).Sum(file => EntryHeaderLength(file) + file.Size + CpioEntry.Padding(file.Size))
        + CpioEntry.Trailer.Length;

    /// <summary>Sorts by the bytes of the full path, as strcmp does and as UTF-16 order does not for characters beyond U+FFFF.</summary>
    public static PackagedFiles Of(RpmSpec spec) => new(
        spec.Files
            .OrderBy(file => Encoding.UTF8.GetBytes(file.Path), ByteOrder)
            .Select((file, index) => new PackagedFile(index, file, (uint)Math.Clamp(file.ModifiedAt, 0, spec.BuildTime)))
            .ToImmutableArray());

    public byte[] EntryHeader(PackagedFile file) =>
        AreLarge ? new StrippedEntry((uint)file.Index).ToArray() : ToCpio(file).ToArray();

    private int EntryHeaderLength(PackagedFile file) => AreLarge ? StrippedEntry.Length : ToCpio(file).Length;

    private static CpioEntry ToCpio(PackagedFile file) =>
        new(file.Inode, file.Mode, 1, file.ModifiedAt, (uint)file.Size, "." + file.File.Path);
}
