using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Packaging.Signing;

/// <summary>Reads whether and how to sign.</summary>
internal sealed class SigningReader(SigningInput input, PlacesInput places, ProblemList problems)
{
    private const string Command = "RpmSigningCommand";

    /// <returns>Null leaves the package unsigned.</returns>
    public SigningRequest? Read()
    {
        var hash = problems.Choice("RpmSigningHash", input.Hash, ("sha256", OpenPgpHash.Sha256), ("sha512", OpenPgpHash.Sha512));
        var name = Name();
        var passphrase = Passphrase();
        if (input.KeyFile.Length == 0)
        {
            ReportWithoutKey();
            return null;
        }

        var keyFile = FullPath(input.KeyFile);
        if (!File.Exists(keyFile))
            problems.Add(Rules.KeyFileUnreadable, input.KeyFile, WhyNoFile(keyFile));
        return new SigningRequest
        {
            KeyFile = keyFile,
            KeyName = name,
            Passphrase = passphrase,
            Hash = hash,
            Command = input.Command.Length > 0 ? new SigningCommand(input.Command, places.ProjectFolder) : null,
            IsTimeChosen = places.SourceDateEpoch.Length > 0,
        };
    }

    private KeyName? Name()
    {
        if (input.KeyId.Length == 0)
            return null;
        var name = KeyName.TryParse(input.KeyId);
        if (name is null)
            problems.Add(Rules.KeyNotFound, input.KeyId, "is neither a long key ID nor a fingerprint");
        return name;
    }

    private PassphraseSource? Passphrase()
    {
        const string one = "but a key has one passphrase";
        const string own = "but the command asks for its passphrase itself";
        var file = input.PassphraseFile.Length > 0 ? new PassphraseSource(PassphraseSource.File, FullPath(input.PassphraseFile)) : null;
        var variable = input.PassphraseVariable.Length > 0 ? new PassphraseSource(PassphraseSource.Variable, input.PassphraseVariable) : null;
        if (file is not null && variable is not null)
            problems.Add(Rules.TwoPassphrases, file.Property, variable.Property, one);
        var source = file ?? variable;
        if (source is not null && input.Command.Length > 0)
            problems.Add(Rules.TwoPassphrases, Command, source.Property, own);
        if (file is not null && !File.Exists(file.Value))
            problems.Add(Rules.NoPassphrase, file.Property, input.PassphraseFile, WhyNoFile(file.Value));
        return source;
    }

    /// <summary>Whoever set one of these wants a signature, and would ship packages without one.</summary>
    private void ReportWithoutKey()
    {
        var stray = new[]
        {
            (Command, input.Command),
            ("RpmSigningKeyId", input.KeyId),
            (PassphraseSource.File, input.PassphraseFile),
            (PassphraseSource.Variable, input.PassphraseVariable),
        };
        foreach (var (property, value) in stray)
        {
            if (value.Length > 0)
                problems.Add(Rules.NoKeyFile, property);
        }
    }

    private static string WhyNoFile(string path) => Directory.Exists(path) ? "it is a folder" : "it does not exist";

    private string FullPath(string path) => Path.GetFullPath(path, places.ProjectFolder);
}
