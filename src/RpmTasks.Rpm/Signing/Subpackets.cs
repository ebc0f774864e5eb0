using System.Buffers.Binary;
using System.Collections.Immutable;

namespace RpmTasks.Rpm.Signing;

/// <summary>What a subpacket says (RFC 4880, 5.2.3.1).</summary>
internal enum SubpacketType
{
    CreationTime = 2,
    SignatureExpiry = 3,
    KeyExpiry = 9,
    Issuer = 16,
    KeyFlags = 27,
    EmbeddedSignature = 32,
    IssuerFingerprint = 33,
}

/// <param name="IsCritical">Who does not understand it must not accept the signature.</param>
internal readonly record struct Subpacket(SubpacketType Type, ReadOnlyMemory<byte> Data, bool IsCritical)
{
    public uint? Number => Data.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(Data.Span) : null;
}

/// <summary>The list of subpackets in a signature.</summary>
internal static class Subpackets
{
    private const byte Critical = 0x80;

    public static ImmutableArray<Subpacket> ReadAll(ReadOnlyMemory<byte> area)
    {
        var subpackets = ImmutableArray.CreateBuilder<Subpacket>();
        var reader = new OctetReader(area);
        while (!reader.Rest.IsEmpty)
        {
            var length = ReadLength(ref reader);
            if (length == 0)
                throw OpenPgpException.Malformed("a subpacket is empty");
            var body = reader.Take(length);
            var type = (SubpacketType)(body.Span[0] & ~Critical);
            subpackets.Add(new Subpacket(type, body[1..], (body.Span[0] & Critical) != 0));
        }

        return subpackets.ToImmutable();
    }

    public static byte[] Write(SubpacketType type, ReadOnlySpan<byte> data) =>
        [.. PacketFormat.WriteLength(data.Length + 1), (byte)type, .. data];

    /// <summary>Unlike a packet's, whose lengths in pieces begin at 224.</summary>
    private static uint ReadLength(ref OctetReader reader)
    {
        var first = reader.Byte();
        return first switch
        {
            < 192 => first,
            < 255 => (uint)(((first - 192) << 8) + reader.Byte() + 192),
            _ => reader.UInt32(),
        };
    }
}
