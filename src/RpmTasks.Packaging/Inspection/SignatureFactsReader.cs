using System.Buffers.Binary;
using System.Collections.Immutable;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Packaging.Inspection;

/// <summary>What signatures say of themselves; whether they are true is for verification.</summary>
internal static class SignatureFactsReader
{
    /// <summary>A signature of version 3 (RFC 4880, 5.2.2): 3, 5, type, time, key ID, algorithm, hash.</summary>
    private const int Version3Length = 17;

    private const int KeyIdOffset = 7;

    public static ImmutableArray<SignatureFacts> Read(RpmPackage package) =>
    [
        .. OpenPgpSignatures.Of(package, new RpmFindings()).Select(signature => Read(signature.Tag.Name, signature.Bytes)),
        // Over header and payload; only rpm before 6 looks at them.
        .. new[] { SignatureTags.Pgp, SignatureTags.Gpg }
            .Where(tag => package.HasLegacySignatureTags && package.Signature.Has(tag))
            .Select(tag => Read(tag.Name, package.Signature.Get(tag).ToArray())),
    ];

    private static SignatureFacts Read(string tag, byte[] bytes)
    {
        try
        {
            if (PacketFormat.ReadAll(bytes) is not [{ Tag: PacketTag.Signature } packet, ..])
                throw OpenPgpException.Malformed("it is no signature");
            if (packet.Body.Span is [3, 5, ..] body && body.Length >= Version3Length)
                return OfVersion3(tag, body);
            var signature = SignaturePacket.Read(packet.Body);
            return new SignatureFacts(
                tag,
                NameOf(signature.KeyAlgorithm),
                HashName(signature.HashNumber),
                signature.Issuer is { } issuer ? Convert.ToHexStringLower(issuer.Span) : null,
                TimeOf(signature.CreatedAt));
        }
        catch (OpenPgpException exception)
        {
            return new SignatureFacts(tag, null, null, null, null) { Problem = exception.Message };
        }
    }

    private static SignatureFacts OfVersion3(string tag, ReadOnlySpan<byte> body) => new(
        tag,
        NameOf((KeyAlgorithm)body[15]),
        HashName(body[16]),
        Convert.ToHexStringLower(body.Slice(KeyIdOffset, KeyId.Size)),
        TimeOf(BinaryPrimitives.ReadUInt32BigEndian(body[3..])));

    private static DateTimeOffset? TimeOf(uint? seconds) => seconds is { } time ? DateTimeOffset.FromUnixTimeSeconds(time) : null;

    private static string NameOf(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Rsa or KeyAlgorithm.RsaSign => "RSA",
        KeyAlgorithm.Dsa => "DSA",
        KeyAlgorithm.Ecdsa => "ECDSA",
        KeyAlgorithm.EdDsa => "EdDSA",
        KeyAlgorithm.Ed25519 => "Ed25519",
        KeyAlgorithm.Ed448 => "Ed448",
        _ => $"algorithm {(int)algorithm}",
    };

    private static string HashName(byte number) => OpenPgpHash.Find(number)?.Algorithm.Name ?? $"hash {number}";
}
