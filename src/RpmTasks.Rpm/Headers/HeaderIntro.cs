using System.Buffers.Binary;

namespace RpmTasks.Rpm.Headers;

/// <summary>The first 16 bytes of a header: magic, then how many index entries and how many bytes of data follow.</summary>
internal sealed record HeaderIntro(uint EntryCount, uint DataLength)
{
    public const int Size = 16;

    /// <summary>8E AD E8, version 1, four reserved bytes.</summary>
    private const ulong Magic = 0x8EADE801_00000000;

    /// <summary>Bytes of the whole header, this intro included.</summary>
    public long HeaderLength => Size + ((long)EntryCount * HeaderIndexEntry.Size) + DataLength;

    public static HeaderIntro? Read(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt64BigEndian(bytes) != Magic
            ? null
            : new HeaderIntro(BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], EntryCount);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], DataLength);
    }
}
