using System.Buffers.Binary;

namespace RpmTasks.Packaging.Commits;

/// <summary>
/// Where an object lies in a pack (gitformat-pack, "Version 2 pack-*.idx files"): a table of how many names begin with at most each byte,
/// the names in order, their checksums, their places, and the places beyond 2 GiB.
/// </summary>
internal static class PackIndex
{
    private const uint Magic = 0xFF744F63;
    private const uint Version = 2;
    private const int Start = 8;
    private const int FirstBytes = 256;
    private const uint Large = 1u << 31;

    /// <returns>The offset in the pack; null when it is not in there, or the index is of another kind.</returns>
    public static long? Find(Stream index, ObjectName name)
    {
        if (ReadUInt32(index, 0) != Magic || ReadUInt32(index, 4) != Version)
            return null;
        var first = name.Bytes[0];
        var low = first == 0 ? 0L : ReadUInt32(index, Start + (4L * (first - 1)));
        var high = (long)ReadUInt32(index, Start + (4L * first));
        var count = (long)ReadUInt32(index, Start + (4L * (FirstBytes - 1)));
        var names = Start + (4L * FirstBytes);
        var found = Search(index, name, names, low, high);
        return found is { } position ? OffsetOf(index, names + (count * name.Bytes.Length), position, count) : null;
    }

    private static long? Search(Stream index, ObjectName name, long names, long low, long high)
    {
        var candidate = new byte[name.Bytes.Length];
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            index.Position = names + (middle * candidate.Length);
            index.ReadExactly(candidate);
            switch (candidate.AsSpan().SequenceCompareTo(name.Bytes))
            {
                case 0: return middle;
                case < 0: low = middle + 1; break;
                default: high = middle; break;
            }
        }

        return null;
    }

    private static long OffsetOf(Stream index, long checksums, long position, long count)
    {
        var offsets = checksums + (4 * count);
        var offset = ReadUInt32(index, offsets + (4 * position));
        if ((offset & Large) == 0)
            return offset;
        var bytes = new byte[8];
        index.Position = offsets + (4 * count) + (8L * (offset & ~Large));
        index.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    private static uint ReadUInt32(Stream index, long position)
    {
        var bytes = new byte[4];
        index.Position = position;
        index.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
