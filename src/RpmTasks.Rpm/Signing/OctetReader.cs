using System.Buffers.Binary;

namespace RpmTasks.Rpm.Signing;

/// <summary>Takes bytes and numbers off the front; what reaches beyond the end is damage.</summary>
internal struct OctetReader(ReadOnlyMemory<byte> bytes)
{
    /// <summary>What has not been taken yet.</summary>
    public ReadOnlyMemory<byte> Rest { get; private set; } = bytes;

    public byte Byte() => Take(1).Span[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2).Span);

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4).Span);

    public ReadOnlyMemory<byte> Take(uint count)
    {
        if (count > Rest.Length)
            throw OpenPgpException.Malformed("it ends too early");
        var taken = Rest[..(int)count];
        Rest = Rest[(int)count..];
        return taken;
    }

    /// <summary>A whole number as OpenPGP keeps it (RFC 4880, 3.2): the number of its bits, then its bytes without leading zeros.</summary>
    public ReadOnlyMemory<byte> Mpi() => Take((UInt16() + 7u) / 8);
}
