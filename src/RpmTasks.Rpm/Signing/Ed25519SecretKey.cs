using System.Security.Cryptography;

using Org.BouncyCastle.Math.EC.Rfc8032;

namespace RpmTasks.Rpm.Signing;

internal sealed class Ed25519SecretKey : ISecretKey
{
    private readonly byte[] _seed;
    private readonly byte[] _point;

    private Ed25519SecretKey(byte[] seed, byte[] point) => (_seed, _point) = (seed, point);

    /// <param name="numbers">The seed, encoded.</param>
    /// <exception cref="OpenPgpException">It is not that of the public key.</exception>
    public static Ed25519SecretKey Create(Ed25519VerifyingKey key, ReadOnlyMemory<byte> numbers)
    {
        var reader = new OctetReader(numbers);
        var seed = Mpi.Pad(reader.Mpi().Span, Ed25519.SecretKeySize);
        var point = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(seed, 0, point, 0);
        if (reader.Rest.IsEmpty && key.Point.SequenceEqual(point))
            return new Ed25519SecretKey(seed, point);
        CryptographicOperations.ZeroMemory(seed);
        throw OpenPgpException.Malformed("its secret part does not belong to its public one");
    }

    public byte[] Sign(HashAlgorithmName hash, byte[] digest)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_seed, 0, _point, 0, digest, 0, digest.Length, signature, 0);
        var half = Ed25519.SignatureSize / 2;
        return [.. Mpi.Encode(signature.AsSpan(0, half)), .. Mpi.Encode(signature.AsSpan(half))];
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_seed);
}
