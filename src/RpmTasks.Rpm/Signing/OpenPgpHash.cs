using System.Security.Cryptography;

namespace RpmTasks.Rpm.Signing;

/// <summary>A hash algorithm under its OpenPGP number (RFC 4880, 9.4).</summary>
/// <param name="IsTrusted">Whether today's hosts take signatures over it: Red Hat's crypto policies and Sequoia refuse SHA-1 and MD5.</param>
internal sealed record OpenPgpHash(byte Number, HashAlgorithmName Algorithm, bool IsTrusted)
{
    public static OpenPgpHash Sha256 { get; } = new(8, HashAlgorithmName.SHA256, IsTrusted: true);

    public static OpenPgpHash Sha512 { get; } = new(10, HashAlgorithmName.SHA512, IsTrusted: true);

    // RIPEMD-160 (3) and SHA-224 (11) are not in the platform's cryptography, and on no key of the last twenty years.
    private static readonly OpenPgpHash[] _all =
    [
        new(1, HashAlgorithmName.MD5, IsTrusted: false),
        new(2, HashAlgorithmName.SHA1, IsTrusted: false),
        Sha256,
        new(9, HashAlgorithmName.SHA384, IsTrusted: true),
        Sha512,
    ];

    /// <summary>Null for one that we do not compute.</summary>
    public static OpenPgpHash? Find(byte number) => Array.Find(_all, hash => hash.Number == number);

    public byte[] Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(Algorithm);
        hash.AppendData(first);
        hash.AppendData(second);
        return hash.GetHashAndReset();
    }
}
