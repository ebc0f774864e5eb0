using System.Text;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Reading;

/// <summary>One entry of the payload's archive, in either form.</summary>
/// <param name="Cpio">Null for a stripped entry.</param>
/// <param name="FileIndex">Of a stripped entry.</param>
internal readonly record struct ArchiveEntry(CpioEntry? Cpio, uint FileIndex)
{
    /// <summary>rpm reads this index as the end of the archive too.</summary>
    private const uint StrippedTrailer = 0xFFFFFFFF;

    public bool IsTrailer => Cpio is null ? FileIndex == StrippedTrailer : Cpio.Name == CpioEntry.Trailer.Name;

    public static ArchiveEntry Read(PlainPayload payload)
    {
        Span<byte> bytes = stackalloc byte[CpioEntry.FixedSize];
        payload.Read(bytes[..StrippedEntry.Length]);
        if (StrippedEntry.Read(bytes) is { } stripped)
            return new ArchiveEntry(null, stripped.FileIndex);
        payload.Read(bytes[StrippedEntry.Length..]);
        if (CpioEntry.Read(bytes) is not var (entry, nameSize))
            throw new RpmFormatException("payload", $"there is no archive entry before byte {payload.Count}");
        return new ArchiveEntry(entry with { Name = ReadName(payload, nameSize) }, 0);
    }

    private static string ReadName(PlainPayload payload, uint size)
    {
        if (size is 0 or > CpioEntry.MaxNameSize)
            throw new RpmFormatException("payload", $"the archive has a name of {size} bytes before byte {payload.Count}");
        var bytes = new byte[size + CpioEntry.Padding(CpioEntry.FixedSize + size)];
        payload.Read(bytes);
        var name = bytes.AsSpan(0, (int)size - 1);
        if (bytes[size - 1] != 0 || name.Contains((byte)0))
            throw new RpmFormatException("payload", $"the archive has a name that does not end with its NUL before byte {payload.Count}");
        return Encoding.UTF8.GetString(name);
    }
}
