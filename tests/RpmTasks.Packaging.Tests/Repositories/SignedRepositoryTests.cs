using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Signing;
using RpmTasks.Packaging.Tests.Signing;
using RpmTasks.Rpm.Signing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Repositories;

/// <summary>repomd.xml with its signature and key, as gpg judges them.</summary>
public sealed class SignedRepositoryTests
{
    private TestRepository _repository = null!;
    private TemporaryFolder _keys = null!;

    private string Index => _repository.At("repodata", "repomd.xml");

    [SetUp]
    public void Create()
    {
        _repository = new TestRepository();
        _keys = new TemporaryFolder();
    }

    [TearDown]
    public void Remove()
    {
        _repository.Dispose();
        _keys.Dispose();
    }

    [TestCase("good")]
    [TestCase("old")]
    public void Gpg_verifies_the_index_with_the_key_that_lies_beside_it(string key)
    {
        using var signer = Signer(key);
        _repository.Add(TestRepository.Spec(), signer);

        using var gpg = new GnuPgOfHost(Index + ".key");
        Assert.That(gpg.Verify(Index).ExitCode, Is.Zero, () => gpg.Verify(Index).All);
        File.AppendAllText(Index, " ");
        Assert.That(gpg.Verify(Index).ExitCode, Is.Not.Zero);
    }

    [Test]
    public void The_key_beside_the_index_holds_no_secret()
    {
        using var signer = Signer("good");
        _repository.Add(TestRepository.Spec(), signer);

        var packets = PacketFormat.ReadAll(Armor.Remove(File.ReadAllBytes(Index + ".key")));

        Assert.That(packets.Select(packet => packet.Tag), Has.None.EqualTo(PacketTag.SecretKey).And.None.EqualTo(PacketTag.SecretSubkey));
        Assert.That(packets[0].Tag, Is.EqualTo(PacketTag.PublicKey));
    }

    [Test]
    public void A_second_package_is_signed_anew_and_the_first_is_not_read_again()
    {
        using var signer = Signer("good");
        _repository.Add(TestRepository.Spec("a"), signer);
        _repository.Add(TestRepository.Spec("b"), signer);

        using var gpg = new GnuPgOfHost(Index + ".key");
        Assert.That(gpg.Verify(Index).ExitCode, Is.Zero);
        Assert.That(_repository.Details, Has.Some.Contains("2 packages, 1 of them read"));
    }

    /// <summary>Else we would sign what anybody wrote into it.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public void Metadata_without_our_signature_is_not_taken_over(bool isSignedByAnother)
    {
        using var another = isSignedByAnother ? Signer("old") : null;
        using var signer = Signer("good");
        _repository.Add(TestRepository.Spec("a"), another);
        _repository.Add(TestRepository.Spec("b"), signer);

        Assert.That(_repository.Details, Has.Some.Contains("2 packages, 2 of them read"));
        using var gpg = new GnuPgOfHost(Index + ".key");
        Assert.That(gpg.Verify(Index).ExitCode, Is.Zero);
    }

    [Test]
    public void A_build_without_the_key_leaves_no_false_signature_and_says_so()
    {
        using var signer = Signer("good");
        _repository.Add(TestRepository.Spec("a"), signer);
        _repository.Add(TestRepository.Spec("b"));

        Assert.That(_repository.Repodata().Keys.Where(name => name.StartsWith("repomd", StringComparison.Ordinal)), Is.EqualTo(new[] { "repomd.xml" }));
        Assert.That(_repository.Warnings.Single().Rule.Code, Is.EqualTo("RPMT4063"));
    }

    [Test]
    public void A_signature_that_is_gone_is_made_again()
    {
        using var signer = Signer("good");
        _repository.Add(TestRepository.Spec(), signer);
        var before = _repository.Repodata();
        File.Delete(Index + ".asc");
        _repository.Add(TestRepository.Spec(), signer);

        Assert.That(_repository.Repodata(), Is.EqualTo(before));
    }

    [Test]
    public void A_signature_that_cannot_be_made_leaves_all_as_it_was()
    {
        _repository.Add(TestRepository.Spec());
        var before = Directory.GetFiles(_repository.Folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, file => Convert.ToBase64String(File.ReadAllBytes(file)));
        File.WriteAllBytes(_keys.File("public"), TestKeys.Key("good public"));
        var request = new SigningRequest { KeyFile = _keys.File("public"), Hash = OpenPgpHash.Sha256, IsTimeChosen = false, Command = new SigningCommand("exit 3", _keys.Path) };
        using var signer = PackageSigner.Open(request, TestRepository.BuildTime, Environment(), CancellationToken.None);

        Assert.Throws<PackException>(() => _repository.Add(TestRepository.Spec() with { Summary = "Makes orders" }, signer));

        var after = Directory.GetFiles(_repository.Folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, file => Convert.ToBase64String(File.ReadAllBytes(file)));
        Assert.That(after, Is.EqualTo(before));
    }

    private static BuildEnvironment Environment() =>
        new() { Parallelism = 1, Variable = _ => null, Now = DateTimeOffset.UtcNow, Log = new PackLog(_ => { }, _ => { }) };

    private PackageSigner Signer(string key)
    {
        var path = _keys.File(key);
        File.WriteAllBytes(path, TestKeys.Key(key));
        return PackageSigner.Open(new SigningRequest { KeyFile = path, Hash = OpenPgpHash.Sha256, IsTimeChosen = false }, TestRepository.BuildTime, Environment(), CancellationToken.None);
    }

    /// <summary>A keyring with that key alone, as on a host.</summary>
    private sealed class GnuPgOfHost : IDisposable
    {
        private readonly RpmTasks.Testing.Signing.GnuPg _gpg = new();

        public GnuPgOfHost(string key) => _gpg.Do("--import", key);

        public ToolResult Verify(string file) => _gpg.Run("--verify", file + ".asc", file);

        public void Dispose() => _gpg.Dispose();
    }
}
