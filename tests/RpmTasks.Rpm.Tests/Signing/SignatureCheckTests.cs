using System.Text;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Signing;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Signing;

/// <summary>What the verifier says of signatures, with keys and without.</summary>
internal sealed class SignatureCheckTests
{
    private byte[] _signed = null!;
    private PublicKeys _own = null!;
    private PublicKeys _other = null!;

    [OneTimeSetUp]
    public void Sign()
    {
        using var key = TestKeys.Unlock(TestKeys.Gpg.ExportSecret(TestKeys.Primary("ed25519")));
        _signed = TestKeys.SignedPackage(key);
        _own = PublicKeys.Read(new MemoryStream(TestKeys.Gpg.ExportPublic(TestKeys.Primary("ed25519"))));
        _other = PublicKeys.Read(new MemoryStream(TestKeys.Gpg.ExportPublic(TestKeys.Primary("rsa3072"))));
    }

    [Test]
    public void A_sound_signature_is_no_finding() => Assert.That((Findings(_signed), Findings(_signed, _own)), Is.EqualTo(("", "")));

    [Test]
    public void A_key_that_was_not_given_is_one() =>
        Assert.That(Findings(_signed, _other), Is.EqualTo($"DSA (267): it is by the key {TestKeys.Primary("ed25519")[^16..]}, which is not among those given"));

    [Test]
    public void No_signature_is_one_where_keys_are_given()
    {
        var unsigned = Packages.Write(Specs.Minimal);
        Assert.That((Findings(unsigned), Findings(unsigned, _own)), Is.EqualTo(("", "signature header: the package is not signed")));
    }

    // Offsets in the packet: C2, its length, then version, type, algorithm, hash, length of what is hashed, subpackets 2 (6 bytes), 33 (23), 16 (10).
    [TestCase(2, 3, "signature of version 3")]
    [TestCase(3, 1, "type 0x01")]
    [TestCase(4, 99, "algorithm 99")]
    [TestCase(5, 10, "over other bytes")]
    [TestCase(5, 77, "hash algorithm 77")]
    [TestCase(9, 99, "when it was made")]
    [TestCase(38, 99, "by a key ID")]
    [TestCase(49, 0, "over other bytes")]
    [TestCase(52, 2, "not as long as it says")]
    public void Its_form_is_checked_without_a_key(int offset, byte value, string named)
    {
        var damaged = _signed.ToArray();
        var at = damaged.AsSpan().IndexOf(SignatureOf(_signed)) + offset;
        damaged[at] = damaged[at] == value ? (byte)(value + 1) : value;

        Assert.That(Findings(damaged), Does.StartWith("DSA (267): ").And.Contain(named));
    }

    [Test]
    public void A_signature_over_SHA1_is_one()
    {
        using var key = TestKeys.Unlock(TestKeys.Gpg.ExportSecret(TestKeys.Primary("ed25519")), hash: OpenPgpHash.Find(2));
        var package = TestKeys.SignedPackage(key);

        Assert.That((Findings(package), Findings(package, _own)), Is.EqualTo(("DSA (267): it is over SHA-1", "DSA (267): it is over SHA-1")));
    }

    [Test]
    public void Anything_behind_the_numbers_is_a_finding()
    {
        var body = PacketFormat.ReadAll(SignatureOf(_signed))[0].Body.Span;

        Assert.That(PublicKeys.None.Verify(PacketFormat.Write(PacketTag.Signature, [.. body, 0]), MainOf(_signed)).Detail, Does.Contain("bytes follow its last number"));
    }

    [Test]
    public void Anything_behind_the_packet_is_a_finding() =>
        Assert.That(PublicKeys.None.Verify([.. SignatureOf(_signed), 0xC2, 0x00], MainOf(_signed)).Detail, Does.Contain("not exactly one signature packet"));

    /// <summary>As rpm 6 keeps them: any number, in base64, in one tag of their own.</summary>
    [Test]
    public void Signatures_of_rpm_6_are_checked_one_by_one()
    {
        var good = Convert.ToBase64String(SignatureOf(_signed));
        var wrong = Convert.ToBase64String(SignatureOf(TestKeys.SignedPackage(TestKeys.Unlock(TestKeys.Gpg.ExportSecret(TestKeys.Primary("ed25519"))), Specs.Rich)));

        var findings = new RpmFindings();
        SignatureChecks.Check(WithOpenPgp(good, "not*base64", wrong), _own, findings);

        Assert.That(findings.All.Select(finding => finding.ToString()), Is.EqualTo(new[]
        {
            "OPENPGP (278): it is not base64",
            findings.All[^1].ToString(),
        }));
        Assert.That(findings.All[^1].ToString(), Does.StartWith("OPENPGP (278): it is over other bytes"));
    }

    [Test]
    public void A_signature_from_before_its_key_is_not_good()
    {
        using var key = TestKeys.Unlock(TestKeys.Gpg.ExportSecret(TestKeys.Primary("ed25519")));
        var header = Encoding.ASCII.GetBytes("header");

        var verdict = _own.Verify(key.Sign(header, (uint)key.CreatedAt - 1), header);

        Assert.That((verdict.State, verdict.Detail), Is.EqualTo((SignatureState.UnusableKey, $"the key {key.Name} was made later than the signature")));
    }

    private RpmPackage WithOpenPgp(params string[] signatures)
    {
        var package = RpmReader.Read(new MemoryStream(_signed));
        var header = new HeaderBuilder(HeaderKind.Signature);
        header.Add(SignatureTags.Sha256, package.Signature.Get(SignatureTags.Sha256)!);
        header.Add(SignatureTags.OpenPgp, signatures);
        return package with { Signature = new Header(header.Build(), HeaderKind.Signature) };
    }

    private static string Findings(byte[] package, PublicKeys? keys = null) =>
        string.Join("; ", RpmVerifier.Verify(new MemoryStream(package), new VerifyOptions(1) { Keys = keys }, CancellationToken.None).Findings);

    private static byte[] SignatureOf(byte[] package) => RpmReader.Read(new MemoryStream(package)).Signature.Get(SignatureTags.Dsa).ToArray();

    private static byte[] MainOf(byte[] package) => RpmReader.Read(new MemoryStream(package)).Main.Bytes.ToArray();
}
