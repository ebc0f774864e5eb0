namespace RpmTasks.Rpm.Signing;

/// <summary>Which of the keys in a file to take.</summary>
internal sealed record KeyWish
{
    /// <summary>Null takes the only one.</summary>
    public KeyName? Name { get; init; }

    /// <summary>Seconds since 1970: when it must not be expired.</summary>
    public required long Moment { get; init; }

    /// <summary>Whether the secret part must be there.</summary>
    public required bool NeedsSecret { get; init; }
}
