namespace RpmTasks.Rpm.Signing;

/// <summary>What verifying came to.</summary>
internal enum SignatureState
{
    Good,

    /// <summary>It is no signature that rpm reads.</summary>
    Malformed,

    /// <summary>It was not made by that key over these bytes.</summary>
    Wrong,
    UnknownKey,

    /// <summary>The key was expired or revoked, or must not sign.</summary>
    UnusableKey,
    UnsupportedAlgorithm,
}

/// <param name="Detail">What is wrong, in words; for a good one, who made it.</param>
/// <param name="Fingerprint">Of the key that made it, in lower-case hex; null when no key was found.</param>
internal sealed record SignatureVerdict(SignatureState State, string Detail, string? Fingerprint = null)
{
    public bool IsGood => State == SignatureState.Good;
}
