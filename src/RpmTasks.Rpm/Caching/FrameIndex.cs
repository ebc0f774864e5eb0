using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace RpmTasks.Rpm.Caching;

/// <summary>
/// The end of an entry, behind its frames: for each its packed and plain length (four bytes each) and the CRC-64 of its packed bytes, all
/// big-endian; then their number, and the SHA-256 of all this and of the entry's key, so that an entry that was cut short, or that bears
/// another's name, is none.
/// </summary>
internal static class FrameIndex
{
    private const int HashLength = 32;
    private const int FrameLength = 4 + 4 + 8;
    private const int TailLength = 4 + HashLength;

    /// <summary>Of 7 MiB each, 7 TiB.</summary>
    private const int MaxFrames = 1 << 20;

    public static byte[] Write(IReadOnlyCollection<KeptFrame> frames, string key)
    {
        var bytes = new byte[(frames.Count * FrameLength) + TailLength];
        var rest = bytes.AsSpan();
        foreach (var frame in frames)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest, frame.PackedLength);
            BinaryPrimitives.WriteInt32BigEndian(rest[4..], frame.PlainLength);
            BinaryPrimitives.WriteUInt64BigEndian(rest[8..], frame.Check);
            rest = rest[FrameLength..];
        }

        BinaryPrimitives.WriteInt32BigEndian(rest, frames.Count);
        HashOf(bytes.AsSpan(0, bytes.Length - HashLength), key).CopyTo(rest[4..]);
        return bytes;
    }

    /// <returns>The frames, which fill the entry up to its index; null when it is damaged.</returns>
    public static ImmutableArray<KeptFrame>? Read(Stream entry, string key)
    {
        var tail = new byte[TailLength];
        if (entry.Length < TailLength)
            return null;
        entry.Position = entry.Length - TailLength;
        entry.ReadExactly(tail);
        var count = BinaryPrimitives.ReadInt32BigEndian(tail);
        if (count is < 0 or > MaxFrames || entry.Length < ((long)count * FrameLength) + TailLength)
            return null;
        var bytes = new byte[(count * FrameLength) + TailLength];
        entry.Position = entry.Length - bytes.Length;
        entry.ReadExactly(bytes);
        if (!HashOf(bytes.AsSpan(0, bytes.Length - HashLength), key).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - HashLength)))
            return null;
        var frames = Enumerable.Range(0, count).Select(number => FrameAt(bytes.AsSpan(number * FrameLength, FrameLength))).ToImmutableArray();
        return frames.Sum(frame => (long)frame.PackedLength) == entry.Length - bytes.Length ? frames : null;
    }

    private static KeptFrame FrameAt(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32BigEndian(bytes),
        BinaryPrimitives.ReadInt32BigEndian(bytes[4..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    private static byte[] HashOf(ReadOnlySpan<byte> index, string key)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(index);
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        return hash.GetHashAndReset();
    }
}
