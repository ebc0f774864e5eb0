using System.Buffers.Binary;

namespace RpmTasks.Rpm.Signing;

/// <summary>What every rpm asks of a signature over a main header, whoever made it (rpm's rpmpgp.c; older parsers ask more than newer ones).</summary>
internal static class HeaderSignature
{
    /// <exception cref="OpenPgpException">Some rpm would not read it.</exception>
    public static SignaturePacket Read(ReadOnlyMemory<byte> bytes)
    {
        if (PacketFormat.ReadAll(bytes) is not [{ Tag: PacketTag.Signature } packet])
            throw OpenPgpException.Malformed("it is not exactly one signature packet");
        var signature = SignaturePacket.Read(packet.Body);
        if (signature.Type != SignatureType.BinaryDocument)
            throw OpenPgpException.Malformed($"it is a signature of type 0x{(int)signature.Type:x2} instead of 0x00, that of binary data");
        if (signature.CreatedAt is null)
            throw OpenPgpException.Malformed("it does not say when it was made");
        if (signature.Issuer is null)
            throw OpenPgpException.Malformed("it does not name its key by a key ID, which rpm up to 4.18 needs");
        CheckCritical(signature);
        CheckNumbers(signature);
        return signature;
    }

    /// <summary>What can be found wrong without a key: that it is over other bytes. Null when they are these.</summary>
    public static SignatureVerdict? Mismatch(SignaturePacket signature, ReadOnlySpan<byte> header)
    {
        if (signature.Hash is not { } hash)
            return new SignatureVerdict(SignatureState.UnsupportedAlgorithm, $"its hash algorithm {signature.HashNumber} is not supported");
        var digest = signature.Digest(hash, header);
        return signature.HasDigestStart(digest)
            ? null
            : new SignatureVerdict(SignatureState.Wrong, $"it is over other bytes: their digest begins with {signature.DigestStart:x4}, the main header's with {BinaryPrimitives.ReadUInt16BigEndian(digest):x4}");
    }

    // A notation, say, that the signer marked so: no host knows it, and those that look refuse the signature (RFC 4880, 5.2.3.1).
    private static void CheckCritical(SignaturePacket signature)
    {
        SubpacketType[] understood = [SubpacketType.CreationTime, SubpacketType.SignatureExpiry, SubpacketType.Issuer, SubpacketType.IssuerFingerprint];
        foreach (var subpacket in signature.Hashed.Concat(signature.Unhashed).Where(subpacket => subpacket.IsCritical && !understood.Contains(subpacket.Type)))
            throw OpenPgpException.Malformed($"it has a critical subpacket of type {(int)subpacket.Type}, which hosts do not know");
    }

    private static void CheckNumbers(SignaturePacket signature)
    {
        var count = signature.KeyAlgorithm switch
        {
            KeyAlgorithm.Rsa or KeyAlgorithm.RsaSign => 1,
            KeyAlgorithm.Dsa or KeyAlgorithm.Ecdsa or KeyAlgorithm.EdDsa => 2,
            _ => throw new OpenPgpException(OpenPgpFault.UnsupportedAlgorithm, $"it is made with algorithm {(int)signature.KeyAlgorithm}, which rpm does not read"),
        };
        var reader = new OctetReader(signature.Numbers);
        for (var i = 0; i < count; i++)
        {
            var bits = BinaryPrimitives.ReadUInt16BigEndian(reader.Rest.Length < 2 ? throw OpenPgpException.Malformed("it ends too early") : reader.Rest.Span);
            if (Mpi.BitLength(reader.Mpi().Span) != bits)
                throw OpenPgpException.Malformed("a number in it is not as long as it says");
        }

        if (!reader.Rest.IsEmpty)
            throw OpenPgpException.Malformed("bytes follow its last number");
    }
}
