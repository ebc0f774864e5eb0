using System.Buffers.Binary;

namespace RpmTasks.Rpm.Signing;

/// <summary>Finds out what a certificate's own signatures say of its keys. Whatever the primary key did not sign counts for nothing.</summary>
internal static class KeyStates
{
    private const byte SignFlag = 0x02;

    public static KeyState OfPrimary(Certificate certificate)
    {
        var primary = certificate.Primary;
        var framed = KeyId.Framed(primary.Public.Body.Span);
        var direct = Verified(primary, primary.Signatures, SignatureType.DirectKey, framed);
        var statements = direct.Concat(certificate.UserIds.SelectMany(userId => Certifications(primary, userId, framed))).ToList();
        var isRevoked = Verified(primary, primary.Signatures, SignatureType.KeyRevocation, framed).Any();
        return Of(primary.Public, statements, isRevoked);
    }

    public static KeyState OfSubkey(Certificate certificate, KeyPart subkey)
    {
        var primary = certificate.Primary;
        byte[] framed = [.. KeyId.Framed(primary.Public.Body.Span), .. KeyId.Framed(subkey.Public.Body.Span)];
        var bindings = Verified(primary, subkey.Signatures, SignatureType.SubkeyBinding, framed).ToList();
        var isRevoked = Verified(primary, subkey.Signatures, SignatureType.SubkeyRevocation, framed).Any();
        var state = Of(subkey.Public, bindings, isRevoked);
        // What its own signature says cannot be checked without its algorithm, and is not asked for: it will not sign here.
        if (!state.CanSign || subkey.Public.Verifying is null)
            return state;
        // Without it anybody could bind somebody else's key as a subkey, and own its signatures.
        var back = Newest(bindings) is { } binding ? BackSignature(binding, subkey.Public, framed) : null;
        return state with { CanSign = back is not null, IsTrusted = state.IsTrusted && back?.Hash is not { IsTrusted: false } };
    }

    private static KeyState Of(PublicKey key, IReadOnlyList<SignaturePacket> statements, bool isRevoked)
    {
        var statement = Newest(statements);
        return new KeyState
        {
            IsBound = statement is not null,
            IsRevoked = isRevoked,
            CanSign = statement is not null && MaySign(statement),
            IsTrusted = statement?.Hash is { IsTrusted: true },
            ExpiresAt = Earlier(
                Expiry(key.CreatedAt, statement?.Find(SubpacketType.KeyExpiry)),
                Expiry(statement?.CreatedAt, statement?.Find(SubpacketType.SignatureExpiry))),
        };
    }

    /// <summary>Both are counted in seconds from a beginning, and zero is never.</summary>
    private static long? Expiry(uint? beginning, Subpacket? period) => period?.Number is { } seconds and > 0 ? (long?)beginning + seconds : null;

    private static long? Earlier(long? one, long? other) => one is null || other < one ? other : one;

    /// <summary>Those over a hash that hosts trust go first: hosts do not see the others.</summary>
    private static SignaturePacket? Newest(IEnumerable<SignaturePacket> statements) =>
        statements.OrderByDescending(statement => statement.Hash!.IsTrusted).ThenByDescending(statement => statement.CreatedAt).FirstOrDefault();

    /// <summary>Old keys have no flags, and do all that their algorithm can.</summary>
    private static bool MaySign(SignaturePacket statement) =>
        statement.Find(SubpacketType.KeyFlags) is not { } flags || (!flags.Data.IsEmpty && (flags.Data.Span[0] & SignFlag) != 0);

    private static IEnumerable<SignaturePacket> Certifications(KeyPart primary, UserIdPart userId, byte[] framed)
    {
        var content = CertifiedContent(framed, userId.Id.Span);
        var certifications = userId.Signatures
            .Where(signature => signature.Type is >= SignatureType.GenericCertification and <= SignatureType.PositiveCertification)
            .Where(signature => Stands(primary, signature, content))
            .ToList();
        var revoked = Verified(primary, userId.Signatures, SignatureType.CertificationRevocation, content).Max(revocation => revocation.CreatedAt);
        return certifications.Where(certification => revoked is null || certification.CreatedAt > revoked);
    }

    private static byte[] CertifiedContent(ReadOnlySpan<byte> framedKey, ReadOnlySpan<byte> userId)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, userId.Length);
        return [.. framedKey, 0xB4, .. length, .. userId];
    }

    private static IEnumerable<SignaturePacket> Verified(KeyPart primary, IEnumerable<SignaturePacket> signatures, SignatureType type, byte[] content) =>
        signatures.Where(signature => signature.Type == type && Stands(primary, signature, content));

    private static bool Stands(KeyPart primary, SignaturePacket signature, byte[] content) =>
        signature.CreatedAt is not null && primary.Public.Issued(signature) && primary.Public.Verifies(signature, content);

    private static SignaturePacket? BackSignature(SignaturePacket binding, PublicKey subkey, byte[] content)
    {
        foreach (var embedded in binding.Hashed.Concat(binding.Unhashed).Where(subpacket => subpacket.Type == SubpacketType.EmbeddedSignature))
        {
            try
            {
                var signature = SignaturePacket.Read(embedded.Data);
                if (signature.Type == SignatureType.PrimaryKeyBinding && subkey.Verifies(signature, content))
                    return signature;
            }
            catch (OpenPgpException)
            {
                // Damaged: as good as none.
            }
        }

        return null;
    }
}
