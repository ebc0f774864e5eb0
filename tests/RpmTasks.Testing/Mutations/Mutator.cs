using System.Buffers.Binary;

namespace RpmTasks.Testing.Mutations;

/// <summary>Damages bytes in one of the ways in which disks, networks and enemies do.</summary>
public static class Mutator
{
    private const int LongestSpan = 200;

    private static readonly ulong[] Extremes =
        [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x100000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF, long.MaxValue, ulong.MaxValue];

    /// <summary>Of the same length.</summary>
    public static void InPlace(Span<byte> bytes, Random random)
    {
        if (bytes.IsEmpty)
            return;
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            switch (random.Next(4))
            {
                case 0:
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    break;
                case 2:
                    WriteExtreme(bytes[random.Next(bytes.Length)..], random);
                    break;
                default:
                    CopyWithin(bytes, random);
                    break;
            }
        }
    }

    /// <summary>Of any length.</summary>
    public static byte[] Anywhere(byte[] bytes, Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                var (start, length) = Span(bytes.Length, random);
                return [.. bytes[..start], .. bytes[(start + length)..]];
            case 2:
                (start, length) = Span(bytes.Length, random);
                return [.. bytes[..(start + length)], .. bytes[start..]];
            default:
                var changed = bytes.ToArray();
                InPlace(changed, random);
                return changed;
        }
    }

    /// <summary>The beginning of one and the end of another.</summary>
    public static byte[] Splice(byte[] first, byte[] second, Random random) =>
        [.. first[..random.Next(first.Length)], .. second[random.Next(second.Length)..]];

    /// <summary>A length or count as no honest writer has it, big-endian, of any size.</summary>
    public static void WriteExtreme(Span<byte> bytes, Random random)
    {
        var value = Extremes[random.Next(Extremes.Length)];
        switch (random.Next(3))
        {
            case 0 when bytes.Length >= sizeof(ushort):
                BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
                break;
            case 1 when bytes.Length >= sizeof(ulong):
                BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
                break;
            default:
                if (bytes.Length >= sizeof(uint))
                    BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)value);
                break;
        }
    }

    private static void CopyWithin(Span<byte> bytes, Random random)
    {
        var (from, length) = Span(bytes.Length, random);
        var to = random.Next(bytes.Length - length + 1);
        bytes.Slice(from, length).ToArray().CopyTo(bytes[to..]);
    }

    private static (int Start, int Length) Span(int total, Random random)
    {
        var start = random.Next(total);
        return (start, random.Next(1, Math.Min(LongestSpan, total - start) + 1));
    }
}
