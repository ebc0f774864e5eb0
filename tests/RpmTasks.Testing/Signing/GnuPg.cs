namespace RpmTasks.Testing.Signing;

/// <summary>A keyring of its own, in a folder of its own, with an agent that ends with it.</summary>
public sealed class GnuPg : IDisposable
{
    // The path of the agent's socket must stay below 108 characters, so the folder lies directly in the temporary one.
    private readonly string _home = Directory.CreateTempSubdirectory("rpmtasks-gpg-").FullName;

    public GnuPg() => RealTool.Require("gpg", "gpgconf");

    /// <summary>For what the tests put beside the keys.</summary>
    public string At(string name) => Path.Combine(_home, name);

    public string Home => _home;

    /// <summary>Makes a key and names it by its fingerprint.</summary>
    /// <param name="algorithm">As gpg names it: rsa3072, ed25519.</param>
    /// <param name="passphrase">Empty for an unprotected key.</param>
    /// <param name="options">More options, such as --cert-digest-algo; before the command.</param>
    public string Generate(string name, string algorithm, string passphrase = "", GenerateOptions? options = null)
    {
        var wish = options ?? new GenerateOptions();
        Do([.. wish.Options, .. Quiet(passphrase), "--quick-generate-key", name, algorithm, wish.Usage, wish.Expire]);
        return Fingerprints(name)[0];
    }

    /// <summary>Adds a subkey and names it by its fingerprint.</summary>
    public string AddSubkey(string fingerprint, string algorithm, string passphrase = "", GenerateOptions? options = null)
    {
        var wish = options ?? new GenerateOptions();
        Do([.. wish.Options, .. Quiet(passphrase), "--quick-add-key", fingerprint, algorithm, wish.Usage, wish.Expire]);
        return Fingerprints(fingerprint)[^1];
    }

    /// <summary>Of the primary key, then of its subkeys.</summary>
    public string[] Fingerprints(string name) =>
    [
        .. Do("--with-colons", "--with-subkey-fingerprint", "--list-keys", name).Split('\n')
            .Where(line => line.StartsWith("fpr:", StringComparison.Ordinal))
            .Select(line => line.Split(':')[9].ToLowerInvariant()),
    ];

    public byte[] Export(string command, string passphrase, params IEnumerable<string> names)
    {
        var path = At("exported");
        Do([.. Quiet(passphrase), "--yes", "--output", path, command, .. names]);
        return File.ReadAllBytes(path);
    }

    public byte[] ExportSecret(string name, string passphrase = "", bool armored = true) =>
        Export("--export-secret-keys", passphrase, armored ? ["--armor", name] : [name]);

    public byte[] ExportPublic(string name, bool armored = true) => Export("--export", "", armored ? ["--armor", name] : [name]);

    /// <summary>What gpg says of itself and its keys; it must succeed.</summary>
    public string Do(params IEnumerable<string> arguments) => Command.Do("gpg", ["--homedir", _home, "--batch", "--no-tty", .. arguments]);

    public ToolResult Run(params IEnumerable<string> arguments) => RealTool.Run("gpg", ["--homedir", _home, "--batch", "--no-tty", .. arguments]);

    public void Dispose()
    {
        RealTool.Run("gpgconf", "--homedir", _home, "--kill", "all");
        Directory.Delete(_home, recursive: true);
    }

    private static string[] Quiet(string passphrase) => ["--pinentry-mode", "loopback", "--passphrase", passphrase];
}

/// <summary>What differs from a key that signs and never expires.</summary>
public sealed record GenerateOptions
{
    public string Usage { get; init; } = "sign";

    public string Expire { get; init; } = "never";

    public string[] Options { get; init; } = [];
}
