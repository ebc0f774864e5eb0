using System.Security.Cryptography;

namespace RpmTasks.Rpm.Signing;

/// <summary>How keys of version 4 are named (RFC 4880, 12.2).</summary>
internal static class KeyId
{
    public const int Size = 8;

    /// <summary>SHA-1, since the format says so; it names the key, and trust does not rest on it.</summary>
    public static byte[] Fingerprint(ReadOnlySpan<byte> publicBody)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Framed(publicBody));
        return hash.GetHashAndReset();
    }

    /// <summary>A key as it goes into fingerprints and certifications: 0x99, its length in two bytes, its body.</summary>
    public static byte[] Framed(ReadOnlySpan<byte> publicBody) =>
        [0x99, (byte)(publicBody.Length >> 8), (byte)publicBody.Length, .. publicBody];

    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> fingerprint) => fingerprint[^Size..];
}
