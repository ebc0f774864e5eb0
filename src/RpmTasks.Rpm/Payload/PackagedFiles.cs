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

    public bool HaveHardLinks => All.Any(file => file.Links.Count > 1);

    /// <summary>The order in the payload: hard links of one file stand together, the last with its content, behind all else.</summary>
    public IEnumerable<PackagedFile> Payload => All
        .Where(file => file.InPayload)
        .OrderBy(file => file.Links.Count == 1 ? -1 : file.Links.First)
        .ThenBy(file => file.Index);

    /// <summary>Bytes the package takes when installed; directories count nothing.</summary>
    public long InstalledSize => All.Where(file => file.CarriesContent).Sum(file => file.Size);

    /// <summary>Bytes of the uncompressed payload.</summary>
    public long PayloadLength =>
        All.Where(file => file.InPayload).Sum(file => EntryHeaderLength(file) + file.PayloadSize + CpioEntry.Padding(file.PayloadSize))
        + CpioEntry.Trailer.Length;

    /// <summary>Sorts by the bytes of the full path, as strcmp does and as UTF-16 order does not for characters beyond U+FFFF.</summary>
    public static PackagedFiles Of(RpmSpec spec)
    {
        PackagedFile[] files =
        [
            .. spec.Files
                .OrderBy(file => Encoding.UTF8.GetBytes(file.Path), ByteOrder)
                .Select((file, index) => new PackagedFile(index, file, (uint)Math.Clamp(file.ModifiedAt, 0, spec.BuildTime))),
        ];
        var linked = files.Where(file => file.File.HardLinkOf is not null).Select(file => file.File.HardLinkOf!).ToHashSet(StringComparer.Ordinal);
        foreach (var names in files.GroupBy(file => file.File.HardLinkOf ?? file.File.Path, StringComparer.Ordinal).Where(names => linked.Contains(names.Key)))
        {
            int[] indexes = [.. names.Select(file => file.Index)];
            foreach (var index in indexes)
                files[index] = files[index] with { Links = new HardLinks(indexes[0], indexes[^1], indexes.Length) };
        }

        return new PackagedFiles([.. files]);
    }

    public byte[] EntryHeader(PackagedFile file) =>
        AreLarge ? new StrippedEntry((uint)file.Index).ToArray() : ToCpio(file).ToArray();

    private int EntryHeaderLength(PackagedFile file) => AreLarge ? StrippedEntry.Length : ToCpio(file).Length;

    private static CpioEntry ToCpio(PackagedFile file) =>
        new(file.Inode, file.Mode, (uint)file.Links.Count, file.ModifiedAt, (uint)file.PayloadSize, "." + file.File.Path);
}
