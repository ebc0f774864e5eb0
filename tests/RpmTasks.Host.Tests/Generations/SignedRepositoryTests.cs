using System.Text.RegularExpressions;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>A repository with gpgcheck=1: what a package manager lets in.</summary>
[TestFixtureSource(nameof(Fixtures))]
internal sealed class SignedRepositoryTests(Generation generation, string manager, JudgedKey key)
{
    private static readonly RpmSpec Spec = JudgedPackages.Many;

    private RepositoryHost _repository = null!;

    private static IEnumerable<object[]> Fixtures =>
        from generation in Generation.All
        from manager in generation.Managers
        from key in new[] { JudgedKey.Rsa, JudgedKey.Ed25519 }
        select new object[] { generation, manager, key };

    [SetUp]
    public void Prepare()
    {
        _repository = new RepositoryHost(generation, manager, checksSignatures: true);
        _repository.Host.Import(key);
    }

    [TearDown]
    public void Remove() => _repository?.Dispose();

    [Test]
    public void A_signed_package_is_installed()
    {
        _repository.Host.Add(Spec, RepositoryHost.Folder, key.Sign);
        _repository.Publish();

        var answer = _repository.Run("install", Spec.Name);

        // libzypp 17.38 does not know the words of rpm 6, and refuses what rpmsign signed just as well.
        if (Regex.IsMatch(answer.Output, $"signature, key fingerprint: [0-9a-f]*{key.Id}: OK\n +Package header is not signed!"))
            Assert.Ignore("This zypper shows that rpm found the signature in order, and calls the package unsigned all the same.");
        Assert.That(answer.ExitCode, Is.Zero, () => answer.All);
        Assert.That(_repository.Host.Run($"rpm -V {Spec.Name}").All, Is.Empty);
    }

    [Test]
    public void An_unsigned_package_is_refused()
    {
        _repository.Host.Add(Spec, RepositoryHost.Folder);
        _repository.Publish();

        AssertRefused("not signed");
    }

    [Test]
    public void A_signature_of_another_package_is_refused()
    {
        _repository.Host.Add(Spec, RepositoryHost.Folder, header => key.Sign(header[..^1]));
        _repository.Publish();

        AssertRefused("ignature|GPG check FAILED");
    }

    /// <summary>Changed after the repository was made: its checksum is another.</summary>
    [Test]
    public void A_package_that_was_changed_in_the_repository_is_refused()
    {
        _repository.Host.Add(Spec, RepositoryHost.Folder, key.Sign);
        _repository.Publish();
        _repository.Host.Change(Spec, bytes => bytes[^100] ^= 1, RepositoryHost.Folder);

        AssertRefused("[Cc]hecksum|[Dd]igest");
    }

    private void AssertRefused(string because)
    {
        var answer = _repository.Run("install", Spec.Name);

        Assert.That(answer.All, Does.Match(because));
        Assert.That(answer.ExitCode, Is.Not.Zero, () => answer.All);
        Assert.That(_repository.Host.Run($"rpm -q {Spec.Name}").ExitCode, Is.EqualTo(1));
    }
}
