using System.Security.Cryptography;

namespace RpmTasks.Rpm.Signing;

/// <summary>A secret key that computes.</summary>
internal interface ISecretKey : IDisposable
{
    /// <returns>The numbers of the signature, encoded.</returns>
    byte[] Sign(HashAlgorithmName hash, byte[] digest);
}
