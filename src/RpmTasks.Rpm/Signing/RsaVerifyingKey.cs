using System.Security.Cryptography;

namespace RpmTasks.Rpm.Signing;

internal sealed class RsaVerifyingKey : IVerifyingKey
{
    /// <summary>As much as gpg makes with --enable-large-rsa; longer ones would only cost time.</summary>
    private const int MostBits = 8192;

    private readonly RSAParameters _parameters;

    private RsaVerifyingKey(RSAParameters parameters) => _parameters = parameters;

    public string Kind => $"RSA {RsaBits}";

    public int? RsaBits => Mpi.BitLength(_parameters.Modulus);

    public ReadOnlySpan<byte> Modulus => _parameters.Modulus;

    public ReadOnlySpan<byte> Exponent => _parameters.Exponent;

    /// <returns>Null for numbers that no sound RSA key has.</returns>
    public static RsaVerifyingKey? Create(ReadOnlyMemory<byte> modulus, ReadOnlyMemory<byte> exponent)
    {
        var bits = Mpi.BitLength(modulus.Span);
        // A long exponent makes verifying as slow as signing; no program makes one of more than 32 bits.
        var isSound = bits is >= 512 and <= MostBits && Mpi.BitLength(exponent.Span) is > 1 and <= 32 && (modulus.Span[^1] & exponent.Span[^1] & 1) == 1;
        return isSound
            ? new RsaVerifyingKey(new RSAParameters { Modulus = modulus.Span.TrimStart((byte)0).ToArray(), Exponent = exponent.Span.TrimStart((byte)0).ToArray() })
            : null;
    }

    public bool Verify(HashAlgorithmName hash, byte[] digest, ReadOnlyMemory<byte> numbers)
    {
        var reader = new OctetReader(numbers);
        var number = reader.Mpi();
        if (!reader.Rest.IsEmpty || number.Length > Modulus.Length)
            return false;
        try
        {
            using var rsa = RSA.Create(_parameters);
            return rsa.VerifyHash(digest, Mpi.Pad(number.Span, Modulus.Length), hash, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // The system's policy takes no such key or hash.
            return false;
        }
    }
}
