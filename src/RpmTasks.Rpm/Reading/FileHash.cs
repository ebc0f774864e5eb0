using System.Security.Cryptography;

using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

internal static class FileHash
{
    private const uint Md5 = 1;

    /// <summary>By FILEDIGESTALGO (PGPHASHALGO_* in rpmcrypto.h), without which a package has MD5.</summary>
    /// <returns>Null for algorithms that .NET does not have.</returns>
    public static IncrementalHash? Create(Header header)
    {
        var algorithm = header.Get(Tags.FileDigestAlgo) is [var number, ..] ? number : Md5;
        HashAlgorithmName? name = algorithm switch
        {
            Md5 => HashAlgorithmName.MD5,
            2 => HashAlgorithmName.SHA1,
            8 => HashAlgorithmName.SHA256,
            9 => HashAlgorithmName.SHA384,
            10 => HashAlgorithmName.SHA512,
            _ => null,
        };
        return name is null ? null : IncrementalHash.CreateHash(name.Value);
    }
}
