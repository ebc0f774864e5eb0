using System.Numerics;
using System.Security.Cryptography;

namespace RpmTasks.Rpm.Signing;

/// <summary>PKCS#1 v1.5: deterministic, and the only padding that OpenPGP has for signatures.</summary>
internal sealed class RsaSecretKey : ISecretKey
{
    private readonly RSA _rsa;

    private RsaSecretKey(RSA rsa) => _rsa = rsa;

    /// <param name="numbers">d, p, q and p's inverse modulo q, encoded.</param>
    /// <exception cref="OpenPgpException">They are not those of the public key.</exception>
    public static RsaSecretKey Create(RsaVerifyingKey key, ReadOnlyMemory<byte> numbers)
    {
        var reader = new OctetReader(numbers);
        var (d, p, q, inverse) = (reader.Mpi(), reader.Mpi(), reader.Mpi(), reader.Mpi());
        if (!reader.Rest.IsEmpty || Number(p).IsOne || Number(q).IsOne || Number(p) * Number(q) != new BigInteger(key.Modulus, isUnsigned: true, isBigEndian: true))
            throw OpenPgpException.Malformed("its secret part does not belong to its public one");
        var half = (key.Modulus.Length + 1) / 2;
        // The platform wants q's inverse modulo p, so the two change places.
        var parameters = new RSAParameters
        {
            Modulus = key.Modulus.ToArray(),
            Exponent = key.Exponent.ToArray(),
            D = Mpi.Pad(d.Span, key.Modulus.Length),
            P = Mpi.Pad(q.Span, half),
            Q = Mpi.Pad(p.Span, half),
            DP = Remainder(d, q, half),
            DQ = Remainder(d, p, half),
            InverseQ = Mpi.Pad(inverse.Span, half),
        };
        return Import(parameters);
    }

    public byte[] Sign(HashAlgorithmName hash, byte[] digest) => Mpi.Encode(_rsa.SignHash(digest, hash, RSASignaturePadding.Pkcs1));

    public void Dispose() => _rsa.Dispose();

    private static RsaSecretKey Import(RSAParameters parameters)
    {
        try
        {
            return new RsaSecretKey(RSA.Create(parameters));
        }
        catch (CryptographicException exception)
        {
            throw new OpenPgpException(OpenPgpFault.Malformed, "its secret numbers are not those of an RSA key", exception);
        }
        finally
        {
            foreach (var secret in new[] { parameters.D, parameters.P, parameters.Q, parameters.DP, parameters.DQ, parameters.InverseQ })
                CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>d modulo a prime less one.</summary>
    private static byte[] Remainder(ReadOnlyMemory<byte> number, ReadOnlyMemory<byte> prime, int length)
    {
        var remainder = BigInteger.Remainder(Number(number), Number(prime) - 1);
        return Mpi.Pad(remainder.ToByteArray(isUnsigned: true, isBigEndian: true), length);
    }

    private static BigInteger Number(ReadOnlyMemory<byte> bytes) => new(bytes.Span, isUnsigned: true, isBigEndian: true);
}
