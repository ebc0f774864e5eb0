using System.Security.Cryptography;

namespace RpmTasks.Rpm.Signing;

/// <summary>A hash algorithm under its OpenPGP number (RFC 4880, 9.4).</summary>
/// <param name="DigestInfo">What stands before the digest in an RSA signature: the algorithm in ASN.1 (RFC 8017, 9.2, notes).</param>
internal sealed record OpenPgpHash(byte Number, HashAlgorithmName Algorithm, string DigestInfo)
{
    public static OpenPgpHash Sha256 { get; } = new(8, HashAlgorithmName.SHA256, "3031300D060960864801650304020105000420");

    public static OpenPgpHash Sha512 { get; } = new(10, HashAlgorithmName.SHA512, "3051300D060960864801650304020305000440");

    // MD5 (1) was given up before keys of version 4 were common; RIPEMD-160 (3) and SHA-224 (11) are not in the platform's cryptography.
    private static readonly OpenPgpHash[] All =
    [
        new(2, HashAlgorithmName.SHA1, "3021300906052B0E03021A05000414"),
        Sha256,
        new(9, HashAlgorithmName.SHA384, "3041300D060960864801650304020205000430"),
        Sha512,
    ];

    /// <summary>Whether today's hosts take signatures over it: Red Hat's crypto policies and Sequoia refuse SHA-1.</summary>
    public bool IsTrusted => Algorithm != HashAlgorithmName.SHA1;

    /// <summary>Null for one that we do not compute.</summary>
    public static OpenPgpHash? Find(byte number) => Array.Find(All, hash => hash.Number == number);

    public byte[] Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(Algorithm);
        hash.AppendData(first);
        hash.AppendData(second);
        return hash.GetHashAndReset();
    }
}
