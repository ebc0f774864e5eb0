using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Signing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Rpm.Signing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Signing;

/// <summary>What can be said of a wish for a signature before any key is opened.</summary>
public sealed class SigningReaderTests
{
    private const string Fingerprint = "0123456789ABCDEF0123456789ABCDEF01234567";

    private static TestCaseData[] WrongWishes { get; } =
    [
        Wrong("RPMT4010", "RpmSigningKeyFile='no.asc' could not be read: it does not exist", new() { KeyFile = "no.asc" }),
        Wrong("RPMT4010", "RpmSigningKeyFile='.' could not be read: it is a folder", new() { KeyFile = "." }),
        Wrong("RPMT4015", "RpmSigningPassphraseFile='.' gives no passphrase: it is a folder", new() { KeyFile = "null", PassphraseFile = "." }),
        Wrong("RPMT4015", "RpmSigningPassphraseFile='no.txt' gives no passphrase: it does not exist", new() { KeyFile = "null", PassphraseFile = "no.txt" }),
        Wrong("RPMT4016", "RpmSigningPassphraseFile and RpmSigningPassphraseVariable", new() { KeyFile = "null", PassphraseFile = "null", PassphraseVariable = "P" }),
        Wrong("RPMT4016", "RpmSigningCommand and RpmSigningPassphraseVariable", new() { KeyFile = "null", Command = "gpg", PassphraseVariable = "P" }),
        Wrong("RPMT4017", "RpmSigningCommand is set without", new() { Command = "gpg" }),
        Wrong("RPMT4017", "RpmSigningKeyId is set without", new() { KeyId = Fingerprint }),
        Wrong("RPMT4017", "RpmSigningPassphraseVariable is set without", new() { PassphraseVariable = "P" }),
        Wrong("RPMT4017", "RpmSigningPassphraseFile is set without", new() { PassphraseFile = "null" }),
        Wrong("RPMT4019", "RpmSigningKeyId='me@example.org' is neither", new() { KeyFile = "null", KeyId = "me@example.org" }),
        Wrong("RPMT4019", "RpmSigningKeyId='01234567' is neither", new() { KeyFile = "null", KeyId = "01234567" }),
        Wrong("RPMT1001", "RpmSigningHash='sha1'", new() { KeyFile = "null", Hash = "sha1" }),
    ];

    [TestCaseSource(nameof(WrongWishes))]
    public void It_is_refused_alone_and_by_name(object input, string code, string named)
    {
        var refused = Assert.Throws<PackException>(() => Read((SigningInput)input))!;
        Assert.That(refused.Problems.Select(problem => problem.Rule.Code), Is.EqualTo(new[] { code }));
        Assert.That(refused.Problems[0].Message, Does.Contain(named));
    }

    [Test]
    public void All_that_is_wrong_is_said_at_once()
    {
        var input = new SigningInput { KeyFile = "no.asc", KeyId = "x", PassphraseFile = "no.txt", PassphraseVariable = "P", Hash = "md5" };
        var refused = Assert.Throws<PackException>(() => Read(input))!;
        Assert.That(refused.Problems.Select(problem => problem.Rule.Code), Is.EquivalentTo(new[] { "RPMT1001", "RPMT4010", "RPMT4015", "RPMT4016", "RPMT4019" }));
    }

    [Test]
    public void Nothing_set_is_no_wish() => Assert.That(Read(new SigningInput()), Is.Null);

    [TestCase("0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567", false)]
    [TestCase("0x0123456789abcdef0123456789abcdef01234567", false)]
    [TestCase(" 0X0123456789ABCDEF0123456789ABCDEF01234567! ", true)]
    public void A_fingerprint_is_read_as_gpg_prints_it(string text, bool isExact) =>
        Assert.That(Read(new SigningInput { KeyFile = "null", KeyId = text })!.KeyName, Is.EqualTo(new KeyName(Fingerprint.ToLowerInvariant(), isExact)));

    [Test]
    public void A_wish_prints_where_secrets_are_and_none_of_them()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("passphrase"), "open sesame");
        File.WriteAllText(folder.File("key.asc"), "secret bytes");
        var wish = Read(new SigningInput { KeyFile = folder.File("key.asc"), PassphraseFile = folder.File("passphrase") })!;
        Assert.That(wish.ToString(), Does.Contain(folder.File("passphrase")).And.Not.Contain("sesame").And.Not.Contain("secret bytes"));
    }

    private static TestCaseData Wrong(string code, string named, SigningInput input) => new TestCaseData(input, code, named).SetArgDisplayNames(code, named);

    // /dev/null is a file that is always there.
    private static SigningRequest? Read(SigningInput input) =>
        RequestReader.Read(Requests.Input with { Signing = input, Places = Requests.Input.Places with { ProjectFolder = "/dev" } }).Signing;
}
