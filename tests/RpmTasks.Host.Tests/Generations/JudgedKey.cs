using RpmTasks.Rpm.Signing;
using RpmTasks.Testing;
using RpmTasks.Testing.Signing;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>A key that packages are signed with, made by gpg once in a test run.</summary>
internal sealed class JudgedKey
{
    private static readonly Lazy<GnuPg> Ring = new(() => TestRun.Keep(new GnuPg()));

    private readonly Lazy<(SigningKey Secret, byte[] Public)> _made;

    private JudgedKey(string algorithm) => _made = new(() => Make(algorithm));

    public static JudgedKey Rsa { get; } = new("rsa3072");

    public static JudgedKey Ed25519 { get; } = new("ed25519");

    /// <summary>As a repository publishes it.</summary>
    public byte[] Public => _made.Value.Public;

    /// <summary>A file with the secret key, as a project names it.</summary>
    public string WriteSecret(TemporaryFolder folder)
    {
        File.WriteAllBytes(folder.File("secret.asc"), Ring.Value.ExportSecret(_made.Value.Secret.Name));
        return folder.File("secret.asc");
    }

    /// <summary>As rpm names it.</summary>
    public string Id => _made.Value.Secret.Name[^8..];

    /// <summary>At the earliest time that it can sign: the same bytes every time.</summary>
    public byte[] Sign(ReadOnlySpan<byte> header) => _made.Value.Secret.Sign(header, (uint)_made.Value.Secret.CreatedAt);

    /// <summary>Signs a file as the maker of a repository signs its index.</summary>
    public void SignDetached(string path) =>
        Ring.Value.Do("--yes", "--armor", "--local-user", _made.Value.Secret.Name, "--output", path + ".asc", "--detach-sign", path);

    public override string ToString() => this == Rsa ? nameof(Rsa) : nameof(Ed25519);

    private static (SigningKey Secret, byte[] Public) Make(string algorithm)
    {
        var name = Ring.Value.Generate(algorithm, algorithm);
        var wish = new KeyWish { Moment = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1, NeedsSecret = true };
        var chosen = KeyChoice.Choose(KeyFile.Read(new MemoryStream(Ring.Value.ExportSecret(name))), wish);
        return (TestRun.Keep(SigningKey.Unlock(chosen.Key, passphrase: null, OpenPgpHash.Sha256)), Ring.Value.ExportPublic(name));
    }
}
