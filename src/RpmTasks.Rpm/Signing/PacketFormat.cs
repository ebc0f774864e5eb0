using System.Buffers.Binary;
using System.Collections.Immutable;

namespace RpmTasks.Rpm.Signing;

/// <summary>Packet headers, old and new (RFC 4880, 4.2). Lengths in pieces are for data of unknown size, which keys and signatures never are.</summary>
internal static class PacketFormat
{
    /// <summary>Below this a length of the new format takes one byte.</summary>
    private const int TwoByteLength = 192;

    /// <summary>Below this it takes two.</summary>
    private const int FiveByteLength = 8384;

    /// <exception cref="OpenPgpException">The bytes are not whole packets in a row.</exception>
    public static ImmutableArray<Packet> ReadAll(ReadOnlyMemory<byte> data)
    {
        var packets = ImmutableArray.CreateBuilder<Packet>();
        while (!data.IsEmpty)
            packets.Add(Read(ref data));
        return packets.ToImmutable();
    }

    /// <summary>With a header of the new format.</summary>
    public static byte[] Write(PacketTag tag, ReadOnlySpan<byte> body)
    {
        var length = WriteLength(body.Length);
        return [(byte)(0xC0 | (int)tag), .. length, .. body];
    }

    /// <summary>The length of the new format; subpackets have the same one.</summary>
    public static byte[] WriteLength(int length)
    {
        if (length < TwoByteLength)
            return [(byte)length];
        if (length < FiveByteLength)
            return [(byte)(((length - TwoByteLength) >> 8) + TwoByteLength), (byte)(length - TwoByteLength)];
        var bytes = new byte[5];
        bytes[0] = 0xFF;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), length);
        return bytes;
    }

    private static Packet Read(ref ReadOnlyMemory<byte> data)
    {
        var reader = new OctetReader(data);
        var header = reader.Byte();
        if ((header & 0x80) == 0)
            throw OpenPgpException.Malformed("a packet does not begin as one");
        var isNew = (header & 0x40) != 0;
        var tag = (PacketTag)(isNew ? header & 0x3F : (header >> 2) & 0xF);
        var length = isNew ? ReadLength(ref reader) : OldLength(header & 3, ref reader);
        var body = reader.Take(length);
        data = reader.Rest;
        return new Packet(tag, body);
    }

    private static uint ReadLength(ref OctetReader reader)
    {
        var first = reader.Byte();
        return first switch
        {
            < TwoByteLength => first,
            < 224 => (uint)(((first - TwoByteLength) << 8) + reader.Byte() + TwoByteLength),
            0xFF => reader.UInt32(),
            _ => throw OpenPgpException.Malformed("a packet comes in pieces"),
        };
    }

    private static uint OldLength(int kind, ref OctetReader reader) => kind switch
    {
        0 => reader.Byte(),
        1 => reader.UInt16(),
        2 => reader.UInt32(),
        _ => throw OpenPgpException.Malformed("a packet has no length"),
    };
}
