using System.Buffers.Binary;
using System.Globalization;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Signing;
using RpmTasks.Rpm.Signing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Signing;

/// <summary>Keys as gpg exports them, and every one that is refused.</summary>
public sealed class PackageSignerTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow.AddMinutes(5);

    [TestCase("text", "RPMT4011", "neither OpenPGP data nor text")]
    [TestCase("nothing", "RPMT4011", "neither OpenPGP data nor text")]
    [TestCase("cut", "RPMT4011", "has no line '-----END PGP")]
    [TestCase("changed", "RPMT4011", "base64")]
    [TestCase("keyring", "RPMT4011", "neither OpenPGP data nor text")]
    [TestCase("good public", "RPMT4012", "good again key")]
    [TestCase("protected", "RPMT4014", "RpmSigningPassphraseVariable")]
    [TestCase("two", "RPMT4018", "another key")]
    [TestCase("expired", "RPMT4020", "expired on 2020-01-02")]
    [TestCase("expired subkey", "RPMT4020", "expired on 2020-01-02")]
    [TestCase("revoked", "RPMT4021", "is revoked")]
    [TestCase("revoked subkey", "RPMT4021", "is revoked")]
    [TestCase("certify only", "RPMT4022", "has no key that is for signing")]
    [TestCase("subkey not there", "RPMT4022", "is not in the file")]
    [TestCase("dsa", "RPMT4023", "Dsa")]
    [TestCase("ecdsa", "RPMT4023", "Ecdsa")]
    [TestCase("ecdsa subkey", "RPMT4023", "Ecdsa")]
    [TestCase("short", "RPMT4024", "RSA 1024")]
    [TestCase("sha1", "RPMT4025", "SHA-1")]
    [TestCase("sha1 subkey", "RPMT4025", "SHA-1")]
    public void A_key_is_refused_with_its_code(string key, string code, string named)
    {
        var problem = Refused(TestKeys.Key(key));
        Assert.That(problem.Rule.Code, Is.EqualTo(code), problem.Message);
        Assert.That(problem.Message, Does.Contain(named).And.Contain("signing.key"));
    }

    /// <summary>Thailand counts its years from another beginning.</summary>
    [Test]
    [SetCulture("th-TH")]
    public void Dates_are_the_same_in_every_culture()
    {
        Assert.That(new DateTime(2020, 1, 2).ToString("yyyy", CultureInfo.CurrentCulture), Is.EqualTo("2563"), "the culture is there");
        Assert.That(Refused(TestKeys.Key("expired")).Message, Does.Contain("expired on 2020-01-02"));
    }

    [TestCase(PassphraseSource.Variable)]
    [TestCase(PassphraseSource.File)]
    public void A_wrong_passphrase_is_refused_and_not_repeated(string property)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("passphrase"), "open sesame\n");
        var source = new PassphraseSource(property, property == PassphraseSource.File ? folder.File("passphrase") : "SIGNING");
        var refused = Assert.Throws<PackException>(() => Open(folder, TestKeys.Key("protected"), request => request with { Passphrase = source }, variable: "open sesame"))!;
        Assert.That(refused.Problems.Single().Rule.Code, Is.EqualTo("RPMT4013"));
        Assert.That(refused.Message, Does.StartWith(property + " does not open"));
        Assert.That(refused.ToString(), Does.Not.Contain("sesame"));
    }

    [Test]
    public void The_right_passphrase_opens()
    {
        using var folder = new TemporaryFolder();
        var source = new PassphraseSource(PassphraseSource.Variable, "SIGNING");
        using var signer = Open(folder, TestKeys.Key("protected"), request => request with { Passphrase = source }, variable: TestKeys.Passphrase + "\r\n");
        AssertSigns(signer, TestKeys.Fingerprints("protected")[0]);
    }

    [Test]
    public void A_passphrase_that_is_not_needed_does_no_harm()
    {
        using var folder = new TemporaryFolder();
        var source = new PassphraseSource(PassphraseSource.Variable, "SIGNING");
        using var signer = Open(folder, TestKeys.Key("good"), request => request with { Passphrase = source }, variable: "unneeded");
        AssertSigns(signer, TestKeys.Fingerprints("good")[0]);
    }

    [TestCase("one")]
    [TestCase("another")]
    public void A_key_ID_picks_one_of_several(string name)
    {
        var fingerprint = FingerprintIn("two", name);
        using var folder = new TemporaryFolder();
        using var signer = Open(folder, TestKeys.Key("two"), request => request with { KeyName = KeyName.TryParse(fingerprint[^16..]) });
        AssertSigns(signer, fingerprint);
    }

    [Test]
    public void A_key_ID_that_is_not_there_is_refused_with_those_that_are()
    {
        var problem = Refused(TestKeys.Key("two"), request => request with { KeyName = KeyName.TryParse("0123456789abcdef") });
        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT4019"));
        Assert.That(problem.Message, Does.Contain(FingerprintIn("two", "one")).And.Contain("(another key)"));
    }

    [Test]
    public void A_subkey_is_named_like_any_key_and_an_unfit_one_is_refused()
    {
        TestKeys.Key("revoked subkey");
        var fingerprints = TestKeys.Fingerprints("revoked subkey");
        Assert.That(Refused(TestKeys.Key("revoked subkey"), request => request with { KeyName = KeyName.TryParse(fingerprints[1]) }).Rule.Code, Is.EqualTo("RPMT4021"));
        Assert.That(Refused(TestKeys.Key("revoked subkey"), request => request with { KeyName = KeyName.TryParse(fingerprints[0] + "!") }).Rule.Code, Is.EqualTo("RPMT4022"));
    }

    [Test]
    public void A_key_that_was_made_after_SOURCE_DATE_EPOCH_is_refused()
    {
        var problem = Refused(TestKeys.Key("good"), request => request with { IsTimeChosen = true });
        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT4026"));
        Assert.That(problem.Message, Does.Contain("SOURCE_DATE_EPOCH=1600000000"));
    }

    [TestCase("old", true, 1_600_000_000L)]
    [TestCase("old", false, 1_600_000_000L)]
    public void The_signature_has_the_time_of_everything(string key, bool isTimeChosen, long time)
    {
        using var folder = new TemporaryFolder();
        using var signer = Open(folder, TestKeys.Key(key), request => request with { IsTimeChosen = isTimeChosen });
        Assert.That(HeaderSignature.Read(signer.Sign("header"u8)).CreatedAt, Is.EqualTo(time));
    }

    [Test]
    public void A_default_time_before_the_key_gives_way_to_the_keys()
    {
        using var folder = new TemporaryFolder();
        using var signer = Open(folder, TestKeys.Key("good"));
        var madeAt = HeaderSignature.Read(signer.Sign("header"u8)).CreatedAt;
        Assert.That(madeAt, Is.EqualTo(BinaryPrimitives.ReadUInt32BigEndian(KeyFile.Read(new MemoryStream(TestKeys.Key("good")))[0].Primary.Public.Body.Span[1..])));
        Assert.That(madeAt, Is.GreaterThan(1_600_000_000u));
    }

    /// <summary>An old package is built again, with the key that was good then.</summary>
    [Test]
    public void Expiry_is_judged_at_a_chosen_time()
    {
        var halfADayAfterItWasMade = 1_577_836_800L + 43_200;
        using var folder = new TemporaryFolder();
        using var signer = Open(folder, TestKeys.Key("expired"), request => request with { IsTimeChosen = true }, time: halfADayAfterItWasMade);
        AssertSigns(signer, TestKeys.Fingerprints("expired")[0]);
    }

    [TestCase("sha1 again")]
    [TestCase("sha1 subkey again")]
    public void The_remedy_for_SHA1_helps(string key)
    {
        Assert.That(Refused(TestKeys.Key(key)).Rule.Code, Is.EqualTo("RPMT4025"));
        var fingerprint = TestKeys.Fingerprints(key)[0];
        string[] quiet = ["--pinentry-mode", "loopback", "--passphrase", ""];
        string[] renew = [.. quiet, "--cert-digest-algo", "SHA256", "--quick-set-expire", fingerprint, "never"];
        TestKeys.Gpg.Do(renew);
        TestKeys.Gpg.Do([.. renew, "*"]);
        if (key.Contains("subkey", StringComparison.Ordinal))
        {
            // gpg signs the binding anew, and keeps the subkey's own signature in it.
            Assert.That(Refused(TestKeys.Gpg.ExportSecret(fingerprint)).Message, Does.Contain("SHA-1").And.Contain(TestKeys.Fingerprints(key)[1]));
            TestKeys.Gpg.Do([.. quiet, "--quick-add-key", fingerprint, "ed25519", "sign"]);
        }

        using var folder = new TemporaryFolder();
        using var signer = Open(folder, TestKeys.Gpg.ExportSecret(fingerprint));
        AssertSigns(signer, TestKeys.Fingerprints(key)[^1]);
    }

    [TestCase("expired again")]
    [TestCase("expired subkey again")]
    public void The_remedy_for_an_expired_key_helps(string key)
    {
        Assert.That(Refused(TestKeys.Key(key)).Rule.Code, Is.EqualTo("RPMT4020"));
        var fingerprints = TestKeys.Fingerprints(key);
        TestKeys.Gpg.Do(["--pinentry-mode", "loopback", "--passphrase", "", "--quick-set-expire", fingerprints[0], "2y", .. fingerprints[1..]]);
        using var folder = new TemporaryFolder();
        using var signer = Open(folder, TestKeys.Gpg.ExportSecret(fingerprints[0]));
        AssertSigns(signer, fingerprints[^1]);
    }

    [Test]
    public void A_folder_is_no_key_file()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("signing.key"));
        Assert.That(Assert.Throws<PackException>(() => Open(folder, null))!.Problems.Single().Rule.Code, Is.EqualTo("RPMT4010"));
    }

    [Test]
    public void Every_fault_of_a_key_has_a_rule() =>
        Assert.That(Enum.GetValues<OpenPgpFault>().Select(SigningFaults.RuleFor), Is.Unique);

    private static string FingerprintIn(string recipe, string name)
    {
        TestKeys.Key(recipe);
        return TestKeys.Fingerprints(name)[0];
    }

    private static void AssertSigns(PackageSigner signer, string fingerprint)
    {
        var verdict = signer.Keys.Verify(signer.Sign("header"u8), "header"u8);
        Assert.That(verdict.IsGood, Is.True, verdict.Detail);
        Assert.That(verdict.Fingerprint, Is.EqualTo(fingerprint));
    }

    private static Problem Refused(byte[] key, Func<SigningRequest, SigningRequest>? change = null)
    {
        using var folder = new TemporaryFolder();
        return Assert.Throws<PackException>(() => Open(folder, key, change))!.Problems.Single();
    }

    private static PackageSigner Open(
        TemporaryFolder folder, byte[]? key, Func<SigningRequest, SigningRequest>? change = null, string? variable = null, long time = 1_600_000_000)
    {
        if (key is not null)
            File.WriteAllBytes(folder.File("signing.key"), key);
        var request = new SigningRequest { KeyFile = folder.File("signing.key"), Hash = OpenPgpHash.Sha256, IsTimeChosen = false };
        var environment = new BuildEnvironment { Parallelism = 1, Variable = _ => variable, Now = Now, Log = new PackLog(_ => { }, _ => { }) };
        return PackageSigner.Open(change is null ? request : change(request), time, environment, CancellationToken.None);
    }
}
