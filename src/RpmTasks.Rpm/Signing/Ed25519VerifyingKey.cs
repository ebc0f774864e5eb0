using Org.BouncyCastle.Math.EC.Rfc8032;

namespace RpmTasks.Rpm.Signing;

/// <summary>EdDSA over Ed25519 as GnuPG has it: the digest is what Ed25519 signs.</summary>
internal sealed class Ed25519VerifyingKey : IVerifyingKey
{
    /// <summary>1.3.6.1.4.1.11591.15.1, GNU's number of the curve.</summary>
    private static readonly byte[] Curve = [0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01];

    private readonly byte[] _point;

    private Ed25519VerifyingKey(byte[] point) => _point = point;

    public string Kind => "Ed25519";

    public int? RsaBits => null;

    public ReadOnlySpan<byte> Point => _point;

    /// <param name="curve">The OID without its tag and length.</param>
    /// <param name="point">With the prefix 0x40, which says that the point is in the curve's own form.</param>
    /// <returns>Null for another curve.</returns>
    public static Ed25519VerifyingKey? Create(ReadOnlySpan<byte> curve, ReadOnlySpan<byte> point) =>
        curve.SequenceEqual(Curve) && point.Length == Ed25519.PublicKeySize + 1 && point[0] == 0x40 ? new Ed25519VerifyingKey(point[1..].ToArray()) : null;

    public bool Verify(OpenPgpHash hash, byte[] digest, ReadOnlyMemory<byte> numbers)
    {
        var half = Ed25519.SignatureSize / 2;
        var reader = new OctetReader(numbers);
        var (r, s) = (reader.Mpi(), reader.Mpi());
        if (!reader.Rest.IsEmpty || r.Length > half || s.Length > half)
            return false;
        byte[] signature = [.. Mpi.Pad(r.Span, half), .. Mpi.Pad(s.Span, half)];
        return Ed25519.Verify(signature, 0, _point, 0, digest, 0, digest.Length);
    }
}
