using System.Text;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Signing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Signing;

public sealed class PassphraseTests
{
    [TestCase("secret", "secret")]
    [TestCase("secret\n", "secret")]
    [TestCase("secret\r\n", "secret")]
    [TestCase("secret\nmore\n", "secret")]
    [TestCase(" with blanks \n", " with blanks ")]
    [TestCase("Grüße 🔑\r\n", "Grüße 🔑")]
    [TestCase("\ufeffsecret\r\n", "secret")]
    public void The_first_line_of_a_file_or_variable_counts(string text, string passphrase)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("passphrase"), Encoding.UTF8.GetBytes(text));

        var fromFile = Passphrase.Read(new PassphraseSource(PassphraseSource.File, folder.File("passphrase")), _ => null);
        var fromVariable = Passphrase.Read(new PassphraseSource(PassphraseSource.Variable, "SIGNING"), name => name == "SIGNING" ? text : null);

        Assert.That(Encoding.UTF8.GetString(fromFile), Is.EqualTo(passphrase));
        Assert.That(fromVariable, Is.EqualTo(fromFile));
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("\r\nsecret\r\n")]
    public void An_empty_first_line_is_none(string text) => AssertNone("SIGNING", text, "RpmSigningPassphraseVariable='SIGNING' gives no passphrase: its first line is empty");

    [Test]
    public void A_variable_that_is_not_set_is_none() => AssertNone("SIGNING", null, "RpmSigningPassphraseVariable='SIGNING' gives no passphrase: there is no such environment variable");

    [TestCase("hunter 2")]
    [TestCase("9lives")]
    [TestCase("Grüße")]
    public void The_passphrase_given_for_the_name_is_not_repeated(string secret)
    {
        var message = AssertNone(secret, null, "RpmSigningPassphraseVariable='…'");
        Assert.That(message, Does.Not.Contain(secret));
    }

    [Test]
    public void A_file_that_cannot_be_read_is_none()
    {
        using var folder = new TemporaryFolder();
        var source = new PassphraseSource(PassphraseSource.File, folder.Path);
        Assert.That(Assert.Throws<PackException>(() => Passphrase.Read(source, _ => null))!.Problems.Single().Rule.Code, Is.EqualTo("RPMT4015"));
    }

    private static string AssertNone(string name, string? value, string named)
    {
        var refused = Assert.Throws<PackException>(() => Passphrase.Read(new PassphraseSource(PassphraseSource.Variable, name), _ => value))!;
        Assert.That(refused.Problems.Single().Rule.Code, Is.EqualTo("RPMT4015"));
        Assert.That(refused.Message, Does.Contain(named));
        return refused.Message;
    }
}
