using System.Text;

namespace RpmTasks.Images.Archives;

/// <summary>
/// The fields of a tar header. SharpZipLib's TarHeader is not used for reading: it throws on times before 1970,
/// takes any character for an octal digit, and its stream reads through the data that an index skips.
/// </summary>
internal readonly record struct TarBlock(string Name, char Type, long Size, string LinkName)
{
    public const int Length = 512;

    private const int PermissionBits = 0xFFF;

    public int Mode { get; private init; }

    /// <summary>-1 when the field is no number.</summary>
    public long UserId { get; private init; }

    /// <inheritdoc cref="UserId"/>
    public long GroupId { get; private init; }

    /// <summary>Seconds since 1970-01-01 UTC; -1 also for times before.</summary>
    public long ModifiedAt { get; private init; }

    /// <summary>null when the block is no tar header: its checksum or size is wrong.</summary>
    public static TarBlock? Parse(ReadOnlySpan<byte> block)
    {
        var size = Number(block.Slice(124, 12));
        if (!HasValidChecksum(block) || size < 0)
            return null;
        var name = Text(block[..100]);
        // POSIX ustar has NUL after "ustar" and a name prefix at 345; GNU has a blank and other fields there.
        var prefix = block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? Text(block.Slice(345, 155)) : "";
        return new TarBlock(prefix.Length == 0 ? name : prefix + "/" + name, (char)block[156], size, Text(block.Slice(157, 100)))
        {
            // Some writers put the type of the file before its permissions.
            Mode = (int)Math.Max(0, Number(block.Slice(100, 8))) & PermissionBits,
            UserId = Number(block.Slice(108, 8)),
            GroupId = Number(block.Slice(116, 8)),
            ModifiedAt = Number(block.Slice(136, 12)),
        };
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>An octal number, or a GNU base-256 one with the high bit set; -1 when it is neither.</summary>
    private static long Number(ReadOnlySpan<byte> field) => field[0] >= 0x80 ? Binary(field) : Octal(field);

    private static long Binary(ReadOnlySpan<byte> field)
    {
        long value = field[0] & 0x7F;
        foreach (var digit in field[1..])
        {
            if (value > long.MaxValue >> 8)
                return -1;
            value = (value << 8) | digit;
        }

        return value;
    }

    private static long Octal(ReadOnlySpan<byte> field)
    {
        long value = 0;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return -1;
            value = (value << 3) | (long)(digit - (byte)'0');
        }

        return value;
    }

    private static bool HasValidChecksum(ReadOnlySpan<byte> block)
    {
        // The sum is taken with blanks in its own field. Old tars of Sun summed signed bytes.
        const int start = 148, end = 156;
        long unsigned = (end - start) * ' ';
        var signed = unsigned;
        for (var i = 0; i < Length; i++)
        {
            if (i is >= start and < end)
                continue;
            unsigned += block[i];
            signed += (sbyte)block[i];
        }

        var stated = Octal(block[start..end]);
        return stated == unsigned || stated == signed;
    }
}
