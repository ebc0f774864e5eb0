using System.Collections.Concurrent;

using RpmTasks.Testing;
using RpmTasks.Testing.Signing;

namespace RpmTasks.Packaging.Tests.Signing;

/// <summary>Keys that gpg made, good and bad, each once in a test run.</summary>
internal static class TestKeys
{
    public const string Passphrase = "Grüße, Welt";

    public const string LongAgo = "20200101T000000!";

    private static readonly GenerateOptions Expiring = new() { Expire = "1d", Options = ["--faked-system-time", LongAgo] };

    private static readonly GenerateOptions Certifying = new() { Usage = "cert" };

    private static readonly GenerateOptions Sha1 = new() { Options = ["--cert-digest-algo", "SHA1", "--allow-weak-key-signatures"] };

    private static readonly Lazy<GnuPg> Ring = new(() => TestRun.Keep(new GnuPg()));

    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Made = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, Func<byte[]>> Recipes = new(StringComparer.Ordinal)
    {
        ["good"] = () => Secret(Generate("good")),
        ["good public"] = () => Gpg.ExportPublic(Generate("good again")),
        ["protected"] = () => Secret(Generate("protected", passphrase: Passphrase), Passphrase),
        ["old"] = () => Secret(Generate("old", options: new GenerateOptions { Options = ["--faked-system-time", LongAgo] })),
        ["two"] = () => [.. Secret(Generate("one")), .. Secret(Generate("another"))],
        ["expired"] = () => Secret(Generate("expired", options: Expiring)),
        ["expired subkey"] = () => Secret(AddSubkey(Generate("expired subkey", options: new GenerateOptions { Usage = "cert", Options = Expiring.Options }), Expiring)),
        ["revoked"] = () => Secret(Revoke(Generate("revoked"))),
        ["revoked subkey"] = () => Secret(RevokeSubkey(AddSubkey(Generate("revoked subkey", options: Certifying)))),
        ["certify only"] = () => Secret(Generate("certify only", options: Certifying)),
        ["subkey not there"] = () => Gpg.Export("--export-secret-keys", "", "--armor", PrimaryOnly(AddSubkey(Generate("subkey not there", options: Certifying)))),
        ["short"] = () => Secret(Generate("short", "rsa1024")),
        ["dsa"] = () => Secret(Generate("dsa", "dsa2048")),
        ["ecdsa"] = () => Secret(Generate("ecdsa", "nistp256")),
        ["ecdsa subkey"] = () => Secret(AddSubkey(Generate("ecdsa subkey", options: Certifying), algorithm: "nistp256/ecdsa")),
        ["sha1"] = () => Secret(Generate("sha1", "rsa2048", options: Sha1)),
        ["sha1 subkey"] = () => Secret(AddSubkey(Generate("sha1 subkey", "rsa2048", options: Certifying), Sha1)),
        ["sha1 again"] = () => Secret(Generate("sha1 again", "rsa2048", options: Sha1)),
        ["sha1 subkey again"] = () => Secret(AddSubkey(Generate("sha1 subkey again", "rsa2048", options: Certifying), Sha1)),
        ["expired again"] = () => Secret(Generate("expired again", options: Expiring)),
        ["expired subkey again"] = () => Secret(AddSubkey(Generate("expired subkey again", options: new GenerateOptions { Usage = "cert", Options = Expiring.Options }), Expiring)),
        ["text"] = () => "This is no key.\n"u8.ToArray(),
        ["nothing"] = () => [],
        ["cut"] = () => Key("good")[..^200],
        ["changed"] = () => System.Text.Encoding.ASCII.GetBytes(System.Text.Encoding.ASCII.GetString(Key("good")).Replace("\n=", "A\n=", StringComparison.Ordinal)),
        ["keyring"] = () => File.ReadAllBytes(Path.Combine(Gpg.Home, "pubring.kbx")),
    };

    public static GnuPg Gpg => Ring.Value;

    public static byte[] Key(string recipe) => Made.GetOrAdd(recipe, name => new Lazy<byte[]>(() => Recipes[name]())).Value;

    public static string[] Fingerprints(string name) => Gpg.Fingerprints(name + " key");

    private static byte[] Secret(string fingerprint, string passphrase = "") => Gpg.ExportSecret(fingerprint, passphrase);

    private static string Generate(string name, string algorithm = "ed25519", string passphrase = "", GenerateOptions? options = null) =>
        Gpg.Generate(name + " key", algorithm, passphrase, options);

    private static string AddSubkey(string primary, GenerateOptions? options = null, string algorithm = "rsa2048")
    {
        Gpg.AddSubkey(primary, algorithm, options: options);
        return primary;
    }

    private static string PrimaryOnly(string fingerprint)
    {
        // gpg keeps each secret key in a file named by its keygrip.
        var keygrip = Gpg.Do("--with-colons", "--with-keygrip", "--list-secret-keys", fingerprint).Split('\n').Last(line => line.StartsWith("grp:", StringComparison.Ordinal)).Split(':')[9];
        File.Delete(Path.Combine(Gpg.Home, "private-keys-v1.d", keygrip + ".key"));
        return fingerprint;
    }

    private static string Revoke(string fingerprint)
    {
        var certificate = File.ReadAllText(Path.Combine(Gpg.Home, "openpgp-revocs.d", fingerprint.ToUpperInvariant() + ".rev"));
        File.WriteAllText(Gpg.At("revocation"), certificate.Replace(":-----BEGIN", "-----BEGIN", StringComparison.Ordinal));
        Gpg.Do("--import", Gpg.At("revocation"));
        return fingerprint;
    }

    private static string RevokeSubkey(string fingerprint)
    {
        var answers = @"key 1\nrevkey\ny\n0\n\ny\nsave\n";
        Command.Do("sh", "-c", $"printf '{answers}' | gpg --homedir {Gpg.Home} --no-tty --pinentry-mode loopback --passphrase '' --command-fd 0 --edit-key {fingerprint}");
        return fingerprint;
    }
}
