namespace RpmTasks.Rpm.Signing;

/// <summary>What the signatures on a key, verified, say of it.</summary>
internal sealed record KeyState
{
    /// <summary>Whether anything that its owner signed makes it part of the certificate.</summary>
    public required bool IsBound { get; init; }

    public required bool IsRevoked { get; init; }

    /// <summary>Whether it is for signing.</summary>
    public required bool CanSign { get; init; }

    /// <summary>Whether what binds it is signed over a hash that hosts trust.</summary>
    public required bool IsTrusted { get; init; }

    /// <summary>Seconds since 1970; null for never.</summary>
    public required long? ExpiresAt { get; init; }

    public bool IsExpiredAt(long moment) => ExpiresAt <= moment;
}
