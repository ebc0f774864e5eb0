using System.Buffers.Binary;

namespace RpmTasks.Rpm.Headers;

/// <summary>One 16-byte entry of a header's index; also the form of the trailer that closes the immutable region.</summary>
/// <param name="Offset">From the start of the header's data; negative only in a region's trailer.</param>
/// <param name="Count">Bytes of a binary, elements of anything else.</param>
internal sealed record HeaderIndexEntry(int Tag, TagType Type, int Offset, uint Count)
{
    public const int Size = 16;

    public static HeaderIndexEntry Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32BigEndian(bytes),
        (TagType)BinaryPrimitives.ReadInt32BigEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, Tag);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], (int)Type);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], Offset);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], Count);
    }
}
