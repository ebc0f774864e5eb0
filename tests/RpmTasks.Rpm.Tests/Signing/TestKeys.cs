using System.Collections.Concurrent;
using System.Text;

using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Signing;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;
using RpmTasks.Testing.Signing;

namespace RpmTasks.Rpm.Tests.Signing;

/// <summary>Keys that gpg made, each once in a test run.</summary>
internal static class TestKeys
{
    public const string Passphrase = "Grüße, Welt 🔑";

    /// <summary>Later than any key of a test run.</summary>
    public static readonly long Now = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds();

    private static readonly Lazy<GnuPg> Ring = new(() => TestRun.Keep(new GnuPg()));

    private static readonly ConcurrentDictionary<string, Lazy<string>> Made = new(StringComparer.Ordinal);

    public static GnuPg Gpg => Ring.Value;

    /// <summary>The fingerprint of a key that this algorithm and passphrase name.</summary>
    public static string Primary(string algorithm, string passphrase = "") =>
        Once($"{algorithm} {passphrase.Length}", name => Gpg.Generate(name, algorithm, passphrase));

    /// <summary>A primary key that only certifies, with a subkey that signs.</summary>
    public static string WithSubkey(string algorithm, string passphrase = "") => Once($"{algorithm} subkey {passphrase.Length}", name =>
    {
        var fingerprint = Gpg.Generate(name, algorithm, passphrase, new GenerateOptions { Usage = "cert" });
        Gpg.AddSubkey(fingerprint, algorithm, passphrase);
        return fingerprint;
    });

    public static string Once(string name, Func<string, string> make) => Made.GetOrAdd(name, wish => new Lazy<string>(() => make(wish))).Value;

    public static ChosenKey Choose(byte[] keyFile, string? name = null, long? moment = null) => KeyChoice.Choose(
        KeyFile.Read(new MemoryStream(keyFile)),
        new KeyWish { Name = name is null ? null : KeyName.TryParse(name), Moment = moment ?? Now, NeedsSecret = true });

    public static SigningKey Unlock(byte[] keyFile, string passphrase = "", string? name = null, OpenPgpHash? hash = null) =>
        SigningKey.Unlock(Choose(keyFile, name).Key, passphrase.Length == 0 ? null : Encoding.UTF8.GetBytes(passphrase), hash ?? OpenPgpHash.Sha256);

    public static byte[] SignedPackage(SigningKey key, RpmSpec? spec = null)
    {
        using var output = new MemoryStream();
        var options = new WriteOptions(1) { Sign = header => key.Sign(header, (uint)key.CreatedAt) };
        RpmWriter.Write(spec ?? Specs.Minimal, output, options, CancellationToken.None);
        return output.ToArray();
    }
}
