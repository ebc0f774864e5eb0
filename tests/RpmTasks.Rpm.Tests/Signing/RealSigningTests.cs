using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Signing;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Signing;

/// <summary>rpm and gpg judge what we sign with keys as gpg exports them.</summary>
internal sealed class RealSigningTests
{
    private const string Subkeys = "--export-secret-subkeys";
    private const string All = "--export-secret-keys";

    private static IEnumerable<TestCaseData> Exports()
    {
        foreach (var algorithm in new[] { "rsa3072", "ed25519" })
        {
            foreach (var passphrase in new[] { "", TestKeys.Passphrase })
            {
                yield return Case(algorithm, false, All, passphrase, armored: true);
                yield return Case(algorithm, true, All, passphrase, armored: false);
                yield return Case(algorithm, true, Subkeys, passphrase, armored: true);
            }
        }

        yield return Case("rsa4096", false, All, TestKeys.Passphrase, armored: false);
        yield return Case("rsa2048", true, Subkeys, "", armored: false);

        static TestCaseData Case(string algorithm, bool hasSubkey, string command, string passphrase, bool armored) =>
            new TestCaseData(algorithm, hasSubkey, command, passphrase, armored)
                .SetArgDisplayNames(algorithm, hasSubkey ? "subkey" : "primary", command, passphrase.Length > 0 ? "protected" : "unprotected", armored ? "armored" : "binary");
    }

    [TestCaseSource(nameof(Exports))]
    public void Rpm_and_gpg_accept_the_signature(string algorithm, bool hasSubkey, string command, string passphrase, bool armored)
    {
        RealTool.Require("rpm", "rpmkeys");
        var name = hasSubkey ? TestKeys.WithSubkey(algorithm, passphrase) : TestKeys.Primary(algorithm, passphrase);
        var exported = TestKeys.Gpg.Export(command, passphrase, armored ? ["--armor", name] : [name]);
        using var folder = new TemporaryFolder();
        foreach (var hash in new[] { OpenPgpHash.Sha256, OpenPgpHash.Sha512 })
        {
            using var key = TestKeys.Unlock(exported, passphrase, hash: hash);
            Assert.That(key.Name, Is.EqualTo(TestKeys.Gpg.Fingerprints(name)[^1]));

            var package = TestKeys.SignedPackage(key);

            Assert.That(TestKeys.SignedPackage(key), Is.EqualTo(package), "the same bytes again");
            AssertRpmAccepts(folder, name, package, $"{(algorithm.StartsWith("rsa", StringComparison.Ordinal) ? "RSA" : "EdDSA")}/{hash.Algorithm}", key.Name[^16..]);
            AssertGpgAccepts(folder, package, key.Name);
            AssertWeAccept(package, TestKeys.Gpg.ExportPublic(name));
        }
    }

    /// <summary>In one signature of 128 a number begins with a zero byte, which must not be written.</summary>
    [Test]
    public void Short_numbers_are_accepted()
    {
        RealTool.Require("rpmkeys");
        var name = TestKeys.Primary("ed25519");
        using var key = TestKeys.Unlock(TestKeys.Gpg.ExportSecret(name));
        var shortOnes = Enumerable.Range(0, 4000)
            .Select(number => Specs.Minimal with { Summary = $"Number {number}", Compression = Model.PayloadCompression.None })
            .Select(spec => TestKeys.SignedPackage(key, spec))
            .Where(package => HeaderSignature.Read(SignatureOf(package)).Numbers.Length < 68)
            .Take(6)
            .ToList();
        using var folder = new TemporaryFolder();

        Assert.That(shortOnes, Has.Count.EqualTo(6));
        foreach (var package in shortOnes)
        {
            AssertRpmAccepts(folder, name, package, "EdDSA/SHA256", key.Name[^16..]);
            AssertGpgAccepts(folder, package, key.Name);
            AssertWeAccept(package, TestKeys.Gpg.ExportPublic(name));
        }
    }

    [Test]
    public void A_signature_takes_only_reserved_space()
    {
        using var key = TestKeys.Unlock(TestKeys.Gpg.ExportSecret(TestKeys.Primary("rsa3072")));
        var signed = TestKeys.SignedPackage(key);
        var unsigned = Packages.Write(Specs.Minimal, parallelism: 1);

        Assert.That(signed, Has.Length.EqualTo(unsigned.Length));
        var main = Read(signed).Main.Bytes.Length;
        Assert.That(signed[^main..], Is.EqualTo(unsigned[^main..]), "header and payload are the same");
        Assert.That(Read(signed).Signature.Get(SignatureTags.ReservedSpace).Length, Is.LessThan(Read(unsigned).Signature.Get(SignatureTags.ReservedSpace).Length));
    }

    [TestCase("rsa3072", 268)]
    [TestCase("ed25519", 267)]
    public void An_algorithm_has_its_tag(string algorithm, int tag)
    {
        using var key = TestKeys.Unlock(TestKeys.Gpg.ExportSecret(TestKeys.Primary(algorithm)));
        var tags = Read(TestKeys.SignedPackage(key)).Signature.Entries.Select(entry => entry.Tag);

        Assert.That(tags.Intersect([267, 268, 278, 1002, 1005]), Is.EqualTo(new[] { tag }));
    }

    [TestCase("rsa3072")]
    [TestCase("ed25519")]
    public void What_rpmsign_signed_is_accepted_by_us(string algorithm)
    {
        RealTool.Require("rpmsign");
        var name = TestKeys.Primary(algorithm);
        using var folder = new TemporaryFolder();
        var path = Packages.WriteTo(folder, Specs.Rich);
        var answer = RealTool.Run("rpmsign", "--define", $"__gpg {RealTool.Find("gpg")}", "--define", $"_gpg_path {TestKeys.Gpg.Home}", "--define", $"_gpg_name {name}", "--addsign", path);
        Assert.That(answer.ExitCode, Is.Zero, answer.All);

        AssertWeAccept(File.ReadAllBytes(path), TestKeys.Gpg.ExportPublic(name));
    }

    private static void AssertRpmAccepts(TemporaryFolder folder, string name, byte[] package, string kind, string keyId)
    {
        var database = folder.File("db-" + name);
        if (!Directory.Exists(database))
        {
            File.WriteAllBytes(folder.File("public.asc"), TestKeys.Gpg.ExportPublic(name));
            var import = RealTool.Run("rpmkeys", "--dbpath", database, "--import", folder.File("public.asc"));
            Assert.That(import.ExitCode, Is.Zero, import.All);
        }

        var path = folder.File("signed.rpm");
        File.WriteAllBytes(path, package);
        var check = RealTool.Run("rpmkeys", "--dbpath", database, "-Kv", path);
        Assert.That(check.ExitCode, Is.Zero, check.All);
        Assert.That(check.Output, Does.Match($"Header V4 {kind} Signature, key ID {keyId[^8..]}: OK").IgnoreCase);
        // What rpm 6 asks for by default: a signature, and neither MD5 nor SHA-1.
        var strict = RealTool.Run("rpmkeys", "--dbpath", database, "-K", "--define", "_pkgverify_level all", "--define", "_pkgverify_flags 0x20100", path);
        Assert.That(strict.Output, Does.EndWith("digests signatures OK\n"), strict.All);
    }

    private static void AssertGpgAccepts(TemporaryFolder folder, byte[] package, string fingerprint)
    {
        File.WriteAllBytes(folder.File("header"), Read(package).Main.Bytes.ToArray());
        File.WriteAllBytes(folder.File("header.sig"), SignatureOf(package));
        var verified = TestKeys.Gpg.Run("--status-fd", "1", "--verify", folder.File("header.sig"), folder.File("header"));
        Assert.That(verified.ExitCode, Is.Zero, verified.All);
        Assert.That(verified.Output, Does.Contain($"[GNUPG:] VALIDSIG {fingerprint.ToUpperInvariant()} "));
    }

    private static void AssertWeAccept(byte[] package, byte[] publicKeys)
    {
        var options = new VerifyOptions(1) { Keys = PublicKeys.Read(new MemoryStream(publicKeys)) };
        Assert.That(RpmVerifier.Verify(new MemoryStream(package), options, CancellationToken.None).Findings, Is.Empty);
    }

    private static RpmPackage Read(byte[] package) => RpmReader.Read(new MemoryStream(package));

    private static byte[] SignatureOf(byte[] package)
    {
        var signature = Read(package).Signature;
        return signature.Get(signature.Has(SignatureTags.Rsa) ? SignatureTags.Rsa : SignatureTags.Dsa).ToArray();
    }
}
