using RpmTasks.Rpm.Model;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>What zypper trusts by default: an index that is signed, with the checksums of its packages.</summary>
[TestFixtureSource(nameof(Fixtures))]
internal sealed class SignedIndexTests(Generation generation, JudgedKey key)
{
    private static readonly RpmSpec Spec = JudgedPackages.Many;

    private RepositoryHost _repository = null!;

    private static IEnumerable<object[]> Fixtures =>
        from generation in Generation.All
        where generation.Managers.Contains("zypper")
        from key in new[] { JudgedKey.Rsa, JudgedKey.Ed25519 }
        select new object[] { generation, key };

    private string Index => _repository.Host.Shared($"{RepositoryHost.Folder}/repodata/repomd.xml");

    [SetUp]
    public void Prepare()
    {
        _repository = new RepositoryHost(generation, "zypper", checksSignatures: true);
        _repository.Host.Import(key);
        _repository.Host.Do("sed -i -e /pkg_gpgcheck/d -e s/repo_gpgcheck=0/repo_gpgcheck=1/ /etc/zypp/repos.d/judged.repo");
        _repository.Host.Add(Spec, RepositoryHost.Folder, key.Sign);
        _repository.Publish();
        key.SignDetached(Index);
        File.WriteAllBytes(Index + ".key", key.Public);
    }

    [TearDown]
    public void Remove() => _repository?.Dispose();

    [Test]
    public void Its_package_is_installed()
    {
        var answer = _repository.Run("install", Spec.Name);

        Assert.That(answer.ExitCode, Is.Zero, () => answer.All);
        Assert.That(_repository.Host.Run($"rpm -V {Spec.Name}").All, Is.Empty);
    }

    [Test]
    public void A_changed_index_is_refused()
    {
        File.AppendAllText(Index, "<!-- changed -->");

        var answer = _repository.Run("install", Spec.Name);

        Assert.That(answer.ExitCode, Is.Not.Zero);
        Assert.That(answer.All, Does.Contain("ignature verification failed"));
    }
}
