using System.Security.Cryptography;

using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

internal static class FileHash
{
    private const uint Md5 = 1;
    private const uint Sha1 = 2;

    /// <summary>By FILEDIGESTALGO (PGPHASHALGO_* in rpmcrypto.h), without which a package has MD5.</summary>
    /// <returns>Null for algorithms that .NET does not have.</returns>
    public static IncrementalHash? Create(Header header)
    {
        HashAlgorithmName? name = AlgorithmOf(header) switch
        {
            Md5 => HashAlgorithmName.MD5,
            Sha1 => HashAlgorithmName.SHA1,
            8 => HashAlgorithmName.SHA256,
            9 => HashAlgorithmName.SHA384,
            10 => HashAlgorithmName.SHA512,
            12 when SHA3_256.IsSupported => HashAlgorithmName.SHA3_256,
            14 when SHA3_512.IsSupported => HashAlgorithmName.SHA3_512,
            _ => null,
        };
        return name is null ? null : IncrementalHash.CreateHash(name.Value);
    }

    public static string NameOf(Header header) => AlgorithmOf(header) switch
    {
        Md5 => "MD5",
        Sha1 => "SHA1",
        8 => "SHA256",
        9 => "SHA384",
        10 => "SHA512",
        11 => "SHA224",
        12 => "SHA3-256",
        14 => "SHA3-512",
        var unknown => $"algorithm {unknown}",
    };

    public static bool IsWeak(Header header) => AlgorithmOf(header) is Md5 or Sha1;

    public static uint AlgorithmOf(Header header) => header.Get(Tags.FileDigestAlgo) is [var number, ..] ? number : Md5;
}
