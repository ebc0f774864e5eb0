using System.Buffers.Text;
using System.Text;

namespace RpmTasks.Rpm.Payload;

/// <summary>
/// The header of one entry in cpio's "newc" form: magic, thirteen numbers of eight hex digits, the name and a NUL, filled up
/// to a multiple of four. Owners and devices are zero: rpm takes them from the package's header.
/// </summary>
internal sealed record CpioEntry(uint Inode, uint Mode, uint LinkCount, uint ModifiedAt, uint Size, string Name)
{
    /// <summary>What rpm reads at most, the NUL included (lib/cpio.cc).</summary>
    public const int MaxNameSize = 4096;

    public const int FixedSize = 110;

    public static ReadOnlySpan<byte> Magic => "070701"u8;

    /// <summary>Closes the archive, after stripped entries too.</summary>
    public static CpioEntry Trailer { get; } = new(0, 0, 1, 0, 0, "TRAILER!!!");

    private const int FieldSize = 8;

    private int NameSize => Encoding.UTF8.GetByteCount(Name) + 1;

    /// <summary>Bytes on disk, padding included.</summary>
    public int Length => FixedSize + NameSize + Padding(FixedSize + NameSize);

    /// <summary>Zero bytes that follow <paramref name="length"/> bytes up to a multiple of four.</summary>
    public static int Padding(long length) => (int)(-length & 3);

    /// <param name="bytes">The fixed part; the name follows it.</param>
    /// <returns>The entry without its name, and the bytes of that, its NUL included; null when it is no entry.</returns>
    public static (CpioEntry Entry, uint NameSize)? Read(ReadOnlySpan<byte> bytes)
    {
        // 070702 has a checksum, which rpm does not look at either.
        if (!bytes.StartsWith(Magic) && !bytes.StartsWith("070702"u8))
            return null;
        Span<uint> fields = stackalloc uint[13];
        for (var i = 0; i < fields.Length; i++)
        {
            if (!Utf8Parser.TryParse(bytes.Slice(Magic.Length + (i * FieldSize), FieldSize), out fields[i], out var used, 'x') || used < FieldSize)
                return null;
        }

        return (new CpioEntry(fields[0], fields[1], fields[4], fields[5], fields[6], ""), fields[11]);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        ReadOnlySpan<uint> fields =
            [Inode, Mode, 0, 0, LinkCount, ModifiedAt, Size, 0, 0, 0, 0, (uint)NameSize, 0];
        for (var i = 0; i < fields.Length; i++)
            Utf8Formatter.TryFormat(fields[i], bytes.AsSpan(Magic.Length + (i * FieldSize)), out _, new('x', FieldSize));
        Encoding.UTF8.GetBytes(Name, bytes.AsSpan(FixedSize));
        return bytes;
    }
}
