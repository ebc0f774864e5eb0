using System.Numerics;

namespace RpmTasks.Rpm.Signing;

/// <summary>
/// RSA with PKCS#1 v1.5 (RFC 8017, 8.2.2), in plain arithmetic: the platform's own refuses SHA-1 where the system's policy does, on EL9 for
/// one, and then nobody could say that a key is refused because of its SHA-1. Nothing in it is secret.
/// </summary>
internal sealed class RsaVerifyingKey : IVerifyingKey
{
    /// <summary>As much as gpg makes with --enable-large-rsa; longer ones would only cost time.</summary>
    private const int MostBits = 8192;

    private readonly byte[] _modulus;
    private readonly byte[] _exponent;

    private RsaVerifyingKey(byte[] modulus, byte[] exponent) => (_modulus, _exponent) = (modulus, exponent);

    public string Kind => $"RSA {RsaBits}";

    public int? RsaBits => Mpi.BitLength(_modulus);

    public ReadOnlySpan<byte> Modulus => _modulus;

    public ReadOnlySpan<byte> Exponent => _exponent;

    /// <returns>Null for numbers that no sound RSA key has.</returns>
    public static RsaVerifyingKey? Create(ReadOnlyMemory<byte> modulus, ReadOnlyMemory<byte> exponent)
    {
        var bits = Mpi.BitLength(modulus.Span);
        // A long exponent makes verifying as slow as signing; no program makes one of more than 32 bits.
        var isSound = bits is >= 512 and <= MostBits && Mpi.BitLength(exponent.Span) is > 1 and <= 32 && (modulus.Span[^1] & exponent.Span[^1] & 1) == 1;
        return isSound ? new RsaVerifyingKey(modulus.Span.TrimStart((byte)0).ToArray(), exponent.Span.TrimStart((byte)0).ToArray()) : null;
    }

    public bool Verify(OpenPgpHash hash, byte[] digest, ReadOnlyMemory<byte> numbers)
    {
        var reader = new OctetReader(numbers);
        var signature = Number(reader.Mpi().Span);
        if (!reader.Rest.IsEmpty || signature >= Number(_modulus))
            return false;
        var message = BigInteger.ModPow(signature, Number(_exponent), Number(_modulus));
        return message == Number(Padded(hash, digest));
    }

    /// <summary>00 01 FF … FF 00, then the algorithm and the digest.</summary>
    private byte[] Padded(OpenPgpHash hash, byte[] digest)
    {
        byte[] info = [.. Convert.FromHexString(hash.DigestInfo), .. digest];
        return [0, 1, .. Enumerable.Repeat((byte)0xFF, Math.Max(8, _modulus.Length - info.Length - 3)), 0, .. info];
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
