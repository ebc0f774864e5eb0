using RpmTasks.Rpm.Signing;

namespace RpmTasks.Packaging.Signing;

/// <summary>The wish for a signature. It names where secrets are and holds none, so it can be printed.</summary>
internal sealed record SigningRequest
{
    /// <summary>Absolute.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Null takes the only key of the file.</summary>
    public KeyName? KeyName { get; init; }

    /// <summary>Null for a key without a passphrase.</summary>
    public PassphraseSource? Passphrase { get; init; }

    public required OpenPgpHash Hash { get; init; }

    /// <summary>Null signs with the key file; else the key file only verifies.</summary>
    public SigningCommand? Command { get; init; }

    /// <summary>Whether the user chose the time of everything (SOURCE_DATE_EPOCH), so that a signature must have that time or not be.</summary>
    public required bool IsTimeChosen { get; init; }
}

/// <param name="Text">For the system's shell.</param>
/// <param name="Folder">Where it runs: the project's.</param>
internal sealed record SigningCommand(string Text, string Folder);

/// <summary>Where the passphrase is.</summary>
/// <param name="Property">The property that says so.</param>
/// <param name="Value">A path, or the name of an environment variable.</param>
internal sealed record PassphraseSource(string Property, string Value)
{
    public const string File = "RpmSigningPassphraseFile";
    public const string Variable = "RpmSigningPassphraseVariable";
}
