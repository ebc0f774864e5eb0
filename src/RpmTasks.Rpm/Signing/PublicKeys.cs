using System.Collections.Immutable;

namespace RpmTasks.Rpm.Signing;

/// <summary>The keys that signatures of packages are verified with.</summary>
internal sealed class PublicKeys
{
    private readonly ImmutableArray<Certificate> _certificates;

    public PublicKeys(ImmutableArray<Certificate> certificates) => _certificates = certificates;

    public static PublicKeys None { get; } = new([]);

    /// <summary>Armored or binary, several keys one after the other, public or secret blocks.</summary>
    /// <exception cref="OpenPgpException">There is no key in it that we can read.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static PublicKeys Read(Stream keys) => new([.. KeyFile.Read(keys).Select(WithoutSecrets)]);

    public PublicKeys With(PublicKeys others) => new([.. _certificates, .. others._certificates]);

    /// <summary>Whether one of the keys signed the header.</summary>
    /// <param name="packet">The signature, as it lies in its tag.</param>
    /// <param name="header">The whole main header.</param>
    public SignatureVerdict Verify(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> header)
    {
        try
        {
            var signature = HeaderSignature.Read(packet.ToArray());
            return HeaderSignature.Mismatch(signature, header) ?? Verify(signature, header);
        }
        catch (OpenPgpException exception)
        {
            var state = exception.Fault == OpenPgpFault.UnsupportedAlgorithm ? SignatureState.UnsupportedAlgorithm : SignatureState.Malformed;
            return new SignatureVerdict(state, exception.Message);
        }
    }

    private SignatureVerdict Verify(SignaturePacket signature, ReadOnlySpan<byte> header)
    {
        SignatureVerdict? verdict = null;
        // Two keys can have one ID; one of them that verifies is enough.
        foreach (var certificate in _certificates)
        {
            foreach (var key in certificate.Keys.Where(key => key.Public.Issued(signature)))
            {
                verdict = Verify(signature, header, certificate, key);
                if (verdict.IsGood)
                    return verdict;
            }
        }

        return verdict ?? new SignatureVerdict(SignatureState.UnknownKey, $"it is by the key {Convert.ToHexStringLower(signature.Issuer!.Value.Span)}, which is not among those given");
    }

    private static SignatureVerdict Verify(SignaturePacket signature, ReadOnlySpan<byte> header, Certificate certificate, KeyPart key)
    {
        if (key.Public.Verifying is null || certificate.Primary.Public.Verifying is null)
            return Verdict(SignatureState.UnsupportedAlgorithm, $"the algorithm of the key {key.Public.Name} is not supported");
        if (!key.Public.Verifies(signature, header))
            return Verdict(SignatureState.Wrong, $"the key {key.Public.Name} did not make it");
        return Misuse(signature, certificate, key) is { } misuse
            ? Verdict(SignatureState.UnusableKey, $"the key {key.Public.Name} {misuse}")
            : Verdict(SignatureState.Good, $"{key.Public.Kind} key {key.Public.Name}");

        SignatureVerdict Verdict(SignatureState state, string detail) => new(state, detail, key.Public.Name);
    }

    /// <summary>Judged at the time of the signature: a key that expired later still stands behind what it signed before.</summary>
    private static string? Misuse(SignaturePacket signature, Certificate certificate, KeyPart key)
    {
        var primary = KeyStates.OfPrimary(certificate);
        var own = ReferenceEquals(key, certificate.Primary) ? primary : KeyStates.OfSubkey(certificate, key);
        long madeAt = signature.CreatedAt!.Value;
        if (!primary.IsBound || !own.IsBound)
            return "is not bound by a valid signature of its owner";
        if (primary.IsRevoked || own.IsRevoked)
            return "is revoked";
        if (!own.CanSign)
            return "is not for signing";
        if (madeAt < key.Public.CreatedAt)
            return "was made later than the signature";
        return primary.IsExpiredAt(madeAt) || own.IsExpiredAt(madeAt) ? "was expired when the signature was made" : null;
    }

    private static Certificate WithoutSecrets(Certificate certificate) => certificate with
    {
        Primary = certificate.Primary with { Secret = null },
        Subkeys = [.. certificate.Subkeys.Select(key => key with { Secret = null })],
    };
}
