using System.Security.Cryptography;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Rpm.Writing;

/// <summary>
/// The signature header: digests of the main header, and sizes. Always equally long: what the sizes leave over is reserved, so
/// that its place is known before the payload is written. A signature is taken out of that space, here or by rpmsign later.
/// </summary>
/// <remarks>
/// MD5 is left out. It runs over the main header and then the payload, but the main header is known only when the payload has
/// been written, so it would cost a second pass over the payload; every rpm since 4.0 takes the header's digests instead, and
/// rpm 6 and machines in FIPS mode ignore MD5.
/// </remarks>
internal static class SignatureHeader
{
    /// <summary>As much as rpmbuild reserves (__gpg_reserved_space and 32): enough for an RSA 4096 signature and its index entry.</summary>
    private const int ReservedSpace = 4128;

    /// <summary>What can be taken of it, so that some is left and the index entry of the signature fits too.</summary>
    public const int LongestSignature = ReservedSpace - 32;

    /// <summary>Bytes in the file, with the zeros that bring the main header to a multiple of 8.</summary>
    public static int Length { get; } = Padded(Compose([], default, ReservedSpace).Length);

    /// <param name="signature">One OpenPGP signature packet; null for none.</param>
    /// <exception cref="OpenPgpException">It is no signature that every rpm reads, or too long.</exception>
    public static byte[] Build(ReadOnlySpan<byte> mainHeader, SignatureSizes sizes, byte[]? signature = null)
    {
        if (signature?.Length > LongestSignature)
            throw OpenPgpException.Malformed($"a signature of {signature.Length} bytes is longer than the {LongestSignature} that a package has room for");
        var excess = Padded(Compose(mainHeader, sizes, ReservedSpace, signature).Length) - Length;
        return Compose(mainHeader, sizes, ReservedSpace - excess, signature).Build();
    }

    private static HeaderBuilder Compose(ReadOnlySpan<byte> mainHeader, SignatureSizes sizes, int reservedSpace, byte[]? signature = null)
    {
        var header = new HeaderBuilder(HeaderKind.Signature);
#pragma warning disable CA5350 // What rpm 4.11 checks; the ones that can do better look at SHA-256.
        header.Add(SignatureTags.Sha1, Convert.ToHexStringLower(SHA1.HashData(mainHeader)));
#pragma warning restore CA5350
        header.Add(SignatureTags.Sha256, Convert.ToHexStringLower(SHA256.HashData(mainHeader)));
        if (sizes.NeedLongTags)
        {
            header.Add(SignatureTags.LongSize, (ulong)sizes.HeaderAndPayload);
            header.Add(SignatureTags.LongArchiveSize, (ulong)sizes.PlainPayload);
        }
        else
        {
            header.Add(SignatureTags.Size, (uint)sizes.HeaderAndPayload);
            header.Add(SignatureTags.PayloadSize, (uint)sizes.PlainPayload);
        }

        if (signature is not null)
            header.Add(TagOf(signature), signature);
        header.Add(SignatureTags.ReservedSpace, new byte[reservedSpace]);
        return header;
    }

    /// <summary>RSA has a tag of its own; the other one, named after DSA, is for all that came later.</summary>
    private static BinaryTag TagOf(byte[] signature) =>
        HeaderSignature.Read(signature).KeyAlgorithm is KeyAlgorithm.Rsa or KeyAlgorithm.RsaSign ? SignatureTags.Rsa : SignatureTags.Dsa;

    private static int Padded(int length) => (length + 7) & -8;
}

/// <param name="HeaderAndPayload">Bytes of the main header and the compressed payload.</param>
/// <param name="PlainPayload">Bytes of the uncompressed payload.</param>
internal readonly record struct SignatureSizes(long HeaderAndPayload, long PlainPayload)
{
    /// <summary>Both tags change to 64 bits as soon as one value needs it (rpmGenerateSignature).</summary>
    public bool NeedLongTags => HeaderAndPayload >= uint.MaxValue || PlainPayload >= uint.MaxValue;
}
