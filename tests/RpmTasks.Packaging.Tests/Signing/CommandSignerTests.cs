using System.Text;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Signing;
using RpmTasks.Rpm.Signing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Signing;

/// <summary>Commands that sign, and commands that do not.</summary>
public sealed class CommandSignerTests
{
    private static readonly byte[] Header = Encoding.ASCII.GetBytes("the main header");

    [OneTimeSetUp]
    public void MakeKeys() => TestKeys.Key("good public");

    [TestCase("")]
    [TestCase("--armor")]
    [TestCase("--digest-algo SHA512")]
    public void Gpg_signs(string options)
    {
        var signature = Sign($"{Gpg} {options} --detach-sign -u '{Good}'");
        var verdict = PublicKeys.Read(new MemoryStream(TestKeys.Key("good public"))).Verify(signature, Header);
        Assert.That(verdict.IsGood, Is.True, verdict.Detail);
        Assert.That(verdict.Fingerprint, Is.EqualTo(Good));
    }

    [Test]
    public void It_runs_in_the_projects_folder_and_its_complaints_do_no_harm() =>
        Assert.That(Sign($"test $(pwd) = {TestKeys.Gpg.Home} && head -c 1000000 /dev/zero >&2 && {Gpg} --detach-sign -u '{Good}'"), Is.Not.Empty);

    [TestCase("RPMT4027", "exit code 3: no card; \u2026 found", "cat >/dev/null; printf 'no card\\n\\033\u2026 found\\n' >&2; exit 3")]
    [TestCase("RPMT4027", "exit code 127", "no-such-command-anywhere")]
    [TestCase("RPMT4027", "printed more than", "cat /dev/zero")]
    [TestCase("RPMT4027", "exit code 1", "exit 1")]
    [TestCase("RPMT4028", "it printed nothing", "cat >/dev/null")]
    [TestCase("RPMT4028", "neither OpenPGP data nor text", "cat")]
    [TestCase("RPMT4028", "a packet has no length", "GPG --sign -u GOOD")]
    [TestCase("RPMT4028", "block", "GPG --clearsign -u GOOD")]
    [TestCase("RPMT4028", "type 0x01", "GPG --detach-sign --textmode -u GOOD")]
    [TestCase("RPMT4028", "one signature packet", "GPG --detach-sign -u GOOD -u OTHER")]
    [TestCase("RPMT4028", "one signature packet", "GPG --export GOOD")]
    [TestCase("RPMT4028", "a package has room for 4096", "GPG --sig-notation a@example.org=$(head -c 5000 /dev/zero | tr '\\0' x) --detach-sign -u GOOD")]
    [TestCase("RPMT4028", "it expires", "GPG --default-sig-expire 1y --detach-sign -u GOOD")]
    [TestCase("RPMT4028", "a critical subpacket of type 20", "GPG --sig-notation '!a@example.org=x' --detach-sign -u GOOD")]
    [TestCase("RPMT4029", "not among those given", "GPG --detach-sign -u OTHER")]
    [TestCase("RPMT4029", "it is over other bytes", "echo other | GPG --detach-sign -u GOOD")]
    [TestCase("RPMT4029", "no longer trust", "GPG --digest-algo SHA1 --allow-weak-digest-algos --detach-sign -u GOOD")]
    public void What_is_no_signature_of_the_key_is_refused(string code, string named, string command)
    {
        TestKeys.Key("good");
        var real = command.Replace("GPG", Gpg, StringComparison.Ordinal)
            .Replace("GOOD", $"'{Good}'", StringComparison.Ordinal)
            .Replace("OTHER", $"'{TestKeys.Fingerprints("good")[0]}'", StringComparison.Ordinal);
        var refused = Assert.Throws<PackException>(() => Sign(real))!;
        Assert.That(refused.Problems.Single().Rule.Code, Is.EqualTo(code), refused.Message);
        Assert.That(refused.Message, Does.Contain(named));
    }

    [Test]
    public void Cancelling_ends_the_command_and_its_children()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var signing = Task.Run(() => Sign($"sleep 600 & echo $! >{folder.File("pid")}.part; mv {folder.File("pid")}.part {folder.File("pid")}; wait", cancel: cancel.Token));
        while (!File.Exists(folder.File("pid")) && !signing.IsCompleted)
            Thread.Sleep(10);
        cancel.Cancel();
        Assert.That(async () => await signing, Throws.InstanceOf<OperationCanceledException>());
        var child = File.ReadAllText(folder.File("pid")).Trim();
        Assert.That(IsRunning(child), Is.False);
    }

    [Test]
    public void A_revoked_public_key_is_refused_before_the_command_runs()
    {
        using var folder = new TemporaryFolder();
        TestKeys.Key("revoked");
        var revoked = TestKeys.Gpg.ExportPublic(TestKeys.Fingerprints("revoked")[0]);
        var refused = Assert.Throws<PackException>(() => Sign($"touch {folder.File("ran")}", revoked))!;
        Assert.That(refused.Problems.Single().Rule.Code, Is.EqualTo("RPMT4021"));
        Assert.That(folder.File("ran"), Does.Not.Exist);
    }

    private static string Gpg => $"gpg --homedir {TestKeys.Gpg.Home} --batch --no-tty --pinentry-mode loopback --passphrase ''";

    private static string Good => TestKeys.Fingerprints("good again")[0];

    private static bool IsRunning(string process)
    {
        // A process that nobody has waited for yet is there still, as a zombie.
        var status = $"/proc/{process}/status";
        return File.Exists(status) && !File.ReadAllText(status).Contains("State:\tZ", StringComparison.Ordinal);
    }

    private static byte[] Sign(string command, byte[]? key = null, CancellationToken cancel = default)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("public.asc"), key ?? TestKeys.Key("good public"));
        var request = new SigningRequest
        {
            KeyFile = folder.File("public.asc"),
            Hash = OpenPgpHash.Sha256,
            IsTimeChosen = false,
            Command = new SigningCommand(command, TestKeys.Gpg.Home),
        };
        var environment = new BuildEnvironment { Parallelism = 1, Variable = _ => null, Now = DateTimeOffset.UtcNow, Log = new PackLog(_ => { }, _ => { }) };
        using var signer = PackageSigner.Open(request, 1, environment, cancel);
        return signer.Sign(Header);
    }
}
