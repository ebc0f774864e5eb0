using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RpmTasks.Rpm.Signing;

/// <summary>An unlocked key that signs main headers. A class, not a record: it prints nothing.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly PublicKey _key;
    private readonly ISecretKey _secret;
    private readonly OpenPgpHash _hash;

    private SigningKey(PublicKey key, ISecretKey secret, OpenPgpHash hash) => (_key, _secret, _hash) = (key, secret, hash);

    /// <summary>Seconds since 1970: no signature of it can be older.</summary>
    public long CreatedAt => _key.CreatedAt;

    /// <summary>The fingerprint in hex.</summary>
    public string Name => _key.Name;

    /// <param name="passphrase">Null without one; it stays the caller's, who clears it.</param>
    /// <exception cref="OpenPgpException">The secret part stays closed, or does not fit.</exception>
    public static SigningKey Unlock(KeyPart key, byte[]? passphrase, OpenPgpHash hash)
    {
        var numbers = SecretNumbers.Open(key.Secret!, passphrase);
        try
        {
            return new SigningKey(key.Public, SecretKey(key.Public, numbers), hash);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(numbers);
        }
    }

    /// <param name="madeAt">Seconds since 1970: what the signature says of its time.</param>
    /// <returns>A signature packet: the value of the tag.</returns>
    public byte[] Sign(ReadOnlySpan<byte> header, uint madeAt)
    {
        var hashedPart = HashedPart(madeAt);
        var digest = SignaturePacket.Digest(_hash, header, hashedPart);
        byte[] noUnhashed = [0, 0];
        return PacketFormat.Write(PacketTag.Signature, [.. hashedPart, .. noUnhashed, .. digest[..2], .. _secret.Sign(_hash.Algorithm, digest)]);
    }

    public void Dispose() => _secret.Dispose();

    /// <summary>
    /// The issuer twice: rpm up to 4.18 knows the key ID only, and Sequoia, from rpm 4.19 on, prefers the fingerprint. Both hashed, so that
    /// nobody can exchange them.
    /// </summary>
    private byte[] HashedPart(uint madeAt)
    {
        var time = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(time, madeAt);
        byte[] fingerprint = [PublicKey.Version, .. _key.Fingerprint.Span];
        byte[] subpackets =
        [
            .. Subpackets.Write(SubpacketType.CreationTime, time),
            .. Subpackets.Write(SubpacketType.IssuerFingerprint, fingerprint),
            .. Subpackets.Write(SubpacketType.Issuer, KeyId.Of(_key.Fingerprint.Span)),
        ];
        return [SignaturePacket.Version, (byte)SignatureType.BinaryDocument, (byte)_key.Algorithm, _hash.Number, (byte)(subpackets.Length >> 8), (byte)subpackets.Length, .. subpackets];
    }

    private static ISecretKey SecretKey(PublicKey key, ReadOnlyMemory<byte> numbers) => key.Verifying switch
    {
        RsaVerifyingKey rsa => RsaSecretKey.Create(rsa, numbers),
        Ed25519VerifyingKey ed25519 => Ed25519SecretKey.Create(ed25519, numbers),
        _ => throw new OpenPgpException(OpenPgpFault.UnsupportedAlgorithm, $"{key.Name} is of the algorithm {key.Kind}"),
    };
}
