using System.Buffers.Binary;
using System.Collections.Immutable;

namespace RpmTasks.Rpm.Signing;

/// <summary>A signature of version 4 (RFC 4880, 5.2.3).</summary>
internal sealed record SignaturePacket
{
    public const byte Version = 4;

    public required SignatureType Type { get; init; }

    public required KeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>The OpenPGP number.</summary>
    public required byte HashNumber { get; init; }

    public required ImmutableArray<Subpacket> Hashed { get; init; }

    /// <summary>These can be changed without breaking the signature: hints, not statements.</summary>
    public required ImmutableArray<Subpacket> Unhashed { get; init; }

    /// <summary>From the version to the last hashed subpacket: what is signed of the signature itself.</summary>
    public required ReadOnlyMemory<byte> HashedPart { get; init; }

    /// <summary>The first 16 bits of the digest.</summary>
    public required ushort DigestStart { get; init; }

    /// <summary>The numbers of the signature, as many as the algorithm has.</summary>
    public required ReadOnlyMemory<byte> Numbers { get; init; }

    public OpenPgpHash? Hash => OpenPgpHash.Find(HashNumber);

    public uint? CreatedAt => Find(SubpacketType.CreationTime)?.Number;

    /// <summary>The key ID of its issuer, by subpacket 16 alone: what rpm up to 4.18 reads.</summary>
    public ReadOnlyMemory<byte>? Issuer
    {
        get
        {
            var issuer = Hashed.Concat(Unhashed).FirstOrDefault(subpacket => subpacket.Type == SubpacketType.Issuer).Data;
            // A bare null would become empty memory here.
            return issuer.Length == KeyId.Size ? issuer : default(ReadOnlyMemory<byte>?);
        }
    }

    public Subpacket? Find(SubpacketType type)
    {
        foreach (var subpacket in Hashed)
        {
            if (subpacket.Type == type)
                return subpacket;
        }

        return null;
    }

    /// <exception cref="OpenPgpException">It is no signature of version 4.</exception>
    public static SignaturePacket Read(ReadOnlyMemory<byte> body)
    {
        var reader = new OctetReader(body);
        if (reader.Byte() is var version && version != Version)
            throw new OpenPgpException(version == 3 ? OpenPgpFault.UnsupportedAlgorithm : OpenPgpFault.Malformed, $"it is a signature of version {version} instead of {Version}");
        var type = (SignatureType)reader.Byte();
        var keyAlgorithm = (KeyAlgorithm)reader.Byte();
        var hash = reader.Byte();
        var hashed = reader.Take(reader.UInt16());
        var hashedPart = body[..(body.Length - reader.Rest.Length)];
        var unhashed = reader.Take(reader.UInt16());
        return new SignaturePacket
        {
            Type = type,
            KeyAlgorithm = keyAlgorithm,
            HashNumber = hash,
            Hashed = Subpackets.ReadAll(hashed),
            Unhashed = Subpackets.ReadAll(unhashed),
            HashedPart = hashedPart,
            DigestStart = reader.UInt16(),
            Numbers = reader.Rest,
        };
    }

    /// <summary>The digest that is signed: the content, then what the signature says of itself (RFC 4880, 5.2.4).</summary>
    public byte[] Digest(OpenPgpHash hash, ReadOnlySpan<byte> content) => Digest(hash, content, HashedPart.Span);

    /// <inheritdoc cref="Digest(OpenPgpHash, ReadOnlySpan{byte})"/>
    public static byte[] Digest(OpenPgpHash hash, ReadOnlySpan<byte> content, ReadOnlySpan<byte> hashedPart)
    {
        var trailer = new byte[6];
        (trailer[0], trailer[1]) = (Version, 0xFF);
        BinaryPrimitives.WriteInt32BigEndian(trailer.AsSpan(2), hashedPart.Length);
        return hash.Compute(content, [.. hashedPart, .. trailer]);
    }

    public bool HasDigestStart(ReadOnlySpan<byte> digest) => BinaryPrimitives.ReadUInt16BigEndian(digest) == DigestStart;
}
