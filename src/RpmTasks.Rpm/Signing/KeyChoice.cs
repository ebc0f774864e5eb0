using System.Collections.Immutable;
using System.Globalization;

namespace RpmTasks.Rpm.Signing;

/// <summary>Finds the key to sign with, as gpg does: the newest valid signing subkey before the primary key.</summary>
internal static class KeyChoice
{
    /// <summary>Shorter RSA keys are refused by the crypto policies of Red Hat's systems, and by Sequoia, with which newer rpm reads OpenPGP.</summary>
    public const int LeastRsaBits = 2048;

    /// <exception cref="OpenPgpException">No key fits, or several do.</exception>
    public static ChosenKey Choose(ImmutableArray<Certificate> certificates, KeyWish wish)
    {
        var certificate = ChooseCertificate(certificates, wish);
        var primary = KeyStates.OfPrimary(certificate);
        CheckPrimary(certificate.Primary.Public, primary, wish.Moment);
        var candidates = Candidates(certificate, primary, wish);
        foreach (var candidate in candidates)
        {
            if (Obstacle(candidate, wish) is null)
                return new ChosenKey(certificate, candidate.Key);
        }

        throw candidates.Select(candidate => Obstacle(candidate, wish)).FirstOrDefault()
            ?? new OpenPgpException(OpenPgpFault.NoSigningKey, $"{certificate} has no key that is for signing");
    }

    private static Certificate ChooseCertificate(ImmutableArray<Certificate> certificates, KeyWish wish)
    {
        var usable = certificates.Where(certificate => !wish.NeedsSecret || certificate.Keys.Any(key => key.Secret is not null)).ToList();
        if (usable.Count == 0)
            throw new OpenPgpException(OpenPgpFault.OnlyPublicKeys, List(certificates));
        var named = usable.Where(certificate => wish.Name is null || certificate.Keys.Any(key => wish.Name.Names(key.Public))).ToList();
        return named switch
        {
            [var one] => one,
            [] => throw new OpenPgpException(OpenPgpFault.KeyNotFound, List(usable)),
            _ => throw new OpenPgpException(OpenPgpFault.SeveralKeys, List(named)),
        };
    }

    private static void CheckPrimary(PublicKey key, KeyState state, long moment)
    {
        if (key.Verifying is null)
            throw new OpenPgpException(OpenPgpFault.UnsupportedAlgorithm, $"the primary key {key.Name} is of the algorithm {key.Kind}");
        if (!state.IsBound)
            throw new OpenPgpException(OpenPgpFault.NoSigningKey, $"{key.Name} has no user ID or statement that it signed itself");
        if (Fault(state, moment) is { } fault)
            throw new OpenPgpException(fault, Describe(fault, key, state));
    }

    /// <summary>The keys that are for signing, or that the user insists on, in the order of preference.</summary>
    private static List<Candidate> Candidates(Certificate certificate, KeyState primary, KeyWish wish)
    {
        var subkeys = certificate.Subkeys
            .Select(subkey => new Candidate(subkey, KeyStates.OfSubkey(certificate, subkey)))
            .OrderByDescending(candidate => candidate.Key.Public.CreatedAt);
        var all = subkeys.Append(new Candidate(certificate.Primary, primary));
        var insists = wish.Name is { } name && (name.IsExact || !name.Names(certificate.Primary.Public));
        return [.. all.Where(candidate => insists ? wish.Name!.Names(candidate.Key.Public) : candidate.State.CanSign)];
    }

    private static OpenPgpException? Obstacle(Candidate candidate, KeyWish wish)
    {
        var (key, state) = candidate;
        if (!state.CanSign)
            return new OpenPgpException(OpenPgpFault.NoSigningKey, $"{key.Public.Name} is not for signing");
        if (Fault(state, wish.Moment) is { } fault)
            return new OpenPgpException(fault, Describe(fault, key.Public, state));
        if (key.Public.Verifying is not { } verifying)
            return new OpenPgpException(OpenPgpFault.UnsupportedAlgorithm, $"{key.Public.Name} is of the algorithm {key.Public.Kind}");
        if (verifying.RsaBits < LeastRsaBits)
            return new OpenPgpException(OpenPgpFault.TooShort, $"{key.Public.Name} is {key.Public.Kind}");
        return wish.NeedsSecret && key.Secret is not { IsStub: false }
            ? new OpenPgpException(OpenPgpFault.NoSigningKey, $"the secret part of {key.Public.Name} is not in the file")
            : null;
    }

    private static OpenPgpFault? Fault(KeyState state, long moment)
    {
        if (state.IsRevoked)
            return OpenPgpFault.Revoked;
        if (state.IsExpiredAt(moment))
            return OpenPgpFault.Expired;
        return state.IsTrusted ? null : OpenPgpFault.WeakSelfSignature;
    }

    private static string Describe(OpenPgpFault fault, PublicKey key, KeyState state) => fault == OpenPgpFault.Expired
        ? string.Create(CultureInfo.InvariantCulture, $"{key.Name} expired on {DateTimeOffset.FromUnixTimeSeconds(state.ExpiresAt!.Value):yyyy-MM-dd}")
        : key.Name;

    private static string List(IEnumerable<Certificate> certificates) => string.Join(", ", certificates);

    private sealed record Candidate(KeyPart Key, KeyState State);
}

/// <summary>The key that will sign, and the certificate that it belongs to.</summary>
internal sealed record ChosenKey(Certificate Certificate, KeyPart Key);
