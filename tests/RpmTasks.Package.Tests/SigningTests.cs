using System.IO.Compression;
using System.Text;

using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Signing;

namespace RpmTasks.Package.Tests;

/// <summary>A signed package as a user publishes it, and the passphrase nowhere but in the environment.</summary>
public sealed class SigningTests
{
    private const string Passphrase = "corréct-horse-battery-staple";

    private GnuPg _gpg = null!;
    private UserProject _project = null!;
    private string _fingerprint = null!;

    [OneTimeSetUp]
    public void MakeKey()
    {
        RealTool.Require("rpmkeys", "gpg");
        _gpg = new GnuPg();
        _fingerprint = _gpg.Generate("Packages <packages@example.org>", "rsa3072", Passphrase);
        _project = UserProject.Appliance();
        File.WriteAllBytes(_project.Path("secret.asc"), _gpg.ExportSecret(_fingerprint, Passphrase));
        File.WriteAllBytes(_project.Path("public.asc"), _gpg.ExportPublic(_fingerprint));
        var import = RealTool.Run("rpmkeys", "--dbpath", _project.Path("db"), "--import", _project.Path("public.asc"));
        Assert.That(import.ExitCode, Is.Zero, import.All);
        var restore = _project.Run("restore");
        Assert.That(restore.ExitCode, Is.Zero, restore.All);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _project?.Dispose();
        _gpg?.Dispose();
    }

    [Test]
    public void A_key_with_a_passphrase_from_a_variable_signs_and_no_log_knows_it()
    {
        var result = Publish("one", "-p:RpmSigningKeyFile=secret.asc", "-p:RpmSigningPassphraseVariable=SIGNING", "-bl:build.binlog", "-v:diag");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        AssertSigned("one");
        Assert.That(result.All, Does.Contain("Signing with the RSA 3072 key " + _fingerprint).And.Not.Contain(Passphrase));
        Assert.That(Holds(Unzipped(_project.Path("build.binlog")), "RpmSigningPassphraseVariable"), Is.True, "the search finds what is there");
        Assert.That(Holds(Unzipped(_project.Path("build.binlog")), Passphrase), Is.False, "the binary log");
        Assert.That(FilesThatHold(Passphrase), Is.Empty);

        Assert.That(Publish("two", "-p:RpmSigningKeyFile=secret.asc", "-p:RpmSigningPassphraseVariable=SIGNING").ExitCode, Is.Zero);
        Assert.That(File.ReadAllBytes(Rpm("two")), Is.EqualTo(File.ReadAllBytes(Rpm("one"))), "the same bytes again");
    }

    /// <summary>What docs/signing.md warns of, and the proof that the search above would find it.</summary>
    [Test]
    public void Only_MSBuild_asked_to_log_the_whole_environment_logs_it()
    {
        var start = Start("asked", "-p:RpmSigningKeyFile=secret.asc", "-p:RpmSigningPassphraseVariable=SIGNING", "-bl:asked.binlog");
        start.Environment["MSBUILDLOGALLENVIRONMENTVARIABLES"] = "1";
        Assert.That(Command.Run(TimeSpan.FromMinutes(10), start).ExitCode, Is.Zero);
        Assert.That(Holds(Unzipped(_project.Path("asked.binlog")), Passphrase), Is.True);
        File.Delete(_project.Path("asked.binlog"));
    }

    [Test]
    public void A_passphrase_file_of_Windows_opens_the_key()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("passphrase.txt"), Passphrase + "\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var result = Publish("file", "-p:RpmSigningKeyFile=secret.asc", $"-p:RpmSigningPassphraseFile={folder.File("passphrase.txt")}", "-p:RpmSigningHash=sha512");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        AssertSigned("file", "SHA512");
    }

    [Test]
    public void A_command_signs()
    {
        File.WriteAllText(_project.Path("sign.sh"), $"exec gpg --homedir {_gpg.Home} --batch --no-tty --pinentry-mode loopback --passphrase \"$SIGNING\" --detach-sign -u {_fingerprint}\n");
        var result = Publish("command", "-p:RpmSigningKeyFile=public.asc", "-p:RpmSigningCommand=sh sign.sh");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        // gpg takes the hash that it finds fit for the key.
        AssertSigned("command", "SHA(256|512)");
    }

    [TestCase("RPMT4013", "-p:RpmSigningKeyFile=secret.asc", "-p:RpmSigningPassphraseVariable=PATH")]
    [TestCase("RPMT4014", "-p:RpmSigningKeyFile=secret.asc")]
    [TestCase("RPMT4027", "-p:RpmSigningKeyFile=public.asc", "-p:RpmSigningCommand=false")]
    public void What_cannot_be_signed_is_not_written(string code, params string[] properties)
    {
        var result = Publish("refused", properties);
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain($"appliance.csproj : error {code}: "));
        Assert.That(result.All, Does.Not.Contain("   at ").And.Not.Contain(Passphrase));
        Assert.That(_project.Rpms.Where(path => path.Contains("refused", StringComparison.Ordinal)), Is.Empty);
    }

    private ToolResult Publish(string output, params string[] arguments) => Command.Run(TimeSpan.FromMinutes(10), Start(output, arguments));

    private System.Diagnostics.ProcessStartInfo Start(string output, params string[] arguments)
    {
        var start = _project.Start(["publish", "--no-restore", "-p:PackAsRpm=true", $"-p:RpmImage=docker-archive:{NginxBase.Archive}", $"-p:RpmOutputPath={output}", .. arguments]);
        start.Environment["SIGNING"] = Passphrase;
        return start;
    }

    private string Rpm(string output) => _project.Path(output, "appliance-1.0.0-1.x86_64.rpm");

    private void AssertSigned(string output, string hash = "SHA256")
    {
        var check = RealTool.Run("rpmkeys", "--dbpath", _project.Path("db"), "-Kv", Rpm(output));
        Assert.That(check.ExitCode, Is.Zero, check.All);
        Assert.That(check.Output, Does.Match($"Header V4 RSA/{hash} Signature, key ID {_fingerprint[^8..]}: OK"));
    }

    private IEnumerable<string> FilesThatHold(string text) =>
        Directory.EnumerateFiles(_project.Folder, "*", SearchOption.AllDirectories)
            .Where(path => new FileInfo(path).Length < 64 << 20)
            .Where(path => Holds(File.ReadAllBytes(path), text));

    private static bool Holds(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private static byte[] Unzipped(string path)
    {
        using var log = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        log.CopyTo(bytes);
        return bytes.ToArray();
    }
}
