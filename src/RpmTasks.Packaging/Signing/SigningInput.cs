namespace RpmTasks.Packaging.Signing;

/// <summary>What the project says about signing, as text. The passphrase itself is never part of it.</summary>
internal sealed record SigningInput
{
    public string KeyFile { get; init; } = "";

    public string KeyId { get; init; } = "";

    public string PassphraseFile { get; init; } = "";

    /// <summary>The name of an environment variable.</summary>
    public string PassphraseVariable { get; init; } = "";

    public string Hash { get; init; } = "";

    public string Command { get; init; } = "";
}
