using System.Security.Cryptography;

using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Repositories;
using RpmTasks.Packaging.Signing;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Signing;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>A repository that we wrote, as each package manager uses it: with the .repo file that the build prints.</summary>
[TestFixtureSource(nameof(Fixtures))]
internal sealed class OwnRepositoryTests(Generation generation, string manager, bool isSigned)
{
    private static readonly RpmSpec Spec = JudgedPackages.Full[0];

    private readonly List<string> _details = [];
    private RepositoryHost _repository = null!;
    private TemporaryFolder _folder = null!;
    private PackageSigner? _signer;

    private static IEnumerable<object[]> Fixtures =>
        from generation in Generation.All
        from manager in generation.Managers
        from isSigned in new[] { false, true }
        select new object[] { generation, manager, isSigned };

    private string Folder => _repository.Host.Shared(RepositoryHost.Folder);

    [SetUp]
    public void Prepare()
    {
        _folder = new TemporaryFolder();
        _details.Clear();
        _repository = new RepositoryHost(generation, manager);
        if (isSigned)
            _signer = PackageSigner.Open(new SigningRequest { KeyFile = JudgedKey.Rsa.WriteSecret(_folder), Hash = OpenPgpHash.Sha256, IsTimeChosen = false }, JudgedPackages.BuildTime, Environment(), CancellationToken.None);
        Add(JudgedPackages.Helper);
        Add(Spec);
        UseRepoFile();
    }

    [TearDown]
    public void Remove()
    {
        _signer?.Dispose();
        _repository?.Dispose();
        _folder?.Dispose();
    }

    [Test]
    public void It_installs_from_it_and_upgrades_after_the_next_publish()
    {
        Manage("install", Spec.Name);
        Assert.That(_repository.Host.Run($"rpm -V {Spec.Name}").All, Is.Empty);
        var next = JudgedPackages.Next(Spec);
        Add(next);

        Manage(manager == "zypper" ? "update" : "upgrade", Spec.Name);

        Assert.That(_repository.Host.Do($"rpm -q {Spec.Name}"), Is.EqualTo($"{next.Name}-{next.Version}-{next.Release}.x86_64"));
    }

    [Test]
    public void A_changed_index_is_refused_where_it_is_signed()
    {
        File.AppendAllText(Path.Combine(Folder, "repodata", "repomd.xml"), "<!-- changed -->");

        var answer = _repository.Run("install", Spec.Name);

        Assert.That(_repository.Host.Run($"rpm -q {Spec.Name}").ExitCode, Is.EqualTo(isSigned ? 1 : 0), () => answer.All);
    }

    /// <summary>zstd and an index of another shape from createrepo_c 1 on. Where we sign, only what we signed is taken over.</summary>
    [Test]
    public void Createrepo_and_we_take_over_what_the_other_wrote()
    {
        _repository.Host.Do($"createrepo_c --quiet --update --read-pkgs-list /exchange/read.txt /exchange/{RepositoryHost.Folder}");
        Assert.That(File.ReadAllText(_repository.Host.Shared("read.txt")), Is.Empty);

        Add(JudgedPackages.Next(Spec));

        Assert.That(_details, Has.Some.EndsWith(isSigned ? "3 packages, 3 of them read" : "3 packages, 1 of them read"), () => string.Join('\n', _details));
        Manage("install", Spec.Name);
    }

    private void Add(RpmSpec spec)
    {
        var path = _folder.File(RpmFileName.Of(spec));
        using (var file = File.Create(path))
            RpmWriter.Write(spec, file, new WriteOptions(Parallelism: 2) { Sign = _signer?.Sign }, CancellationToken.None);
        var bytes = File.ReadAllBytes(path);
        var packed = new PackedRpm(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))) { Name = spec.Name, Version = spec.Version, Release = spec.Release, Architecture = spec.Architecture, ImageId = "" };
        new RepositoryPublisher(new RepositoryRequest(Folder, "repo"), _signer, Environment().Log).Add([packed], CancellationToken.None);
    }

    /// <summary>As it is printed, for the address that the host has.</summary>
    private void UseRepoFile()
    {
        var text = RepoFile.Write($"/exchange/{RepositoryHost.Folder}", isSigned);
        File.WriteAllText(_repository.Host.Shared("own.repo"), text + "\n");
        _repository.Host.Do("rm /etc/yum.repos.d/judged.repo /etc/zypp/repos.d/judged.repo && cp /exchange/own.repo /etc/yum.repos.d/ && cp /exchange/own.repo /etc/zypp/repos.d/");
        // dnf fetches the key by itself and asks; zypper in a script wants it beforehand, and the rpm of unsigned packages nothing.
        if (isSigned)
            _repository.Host.Do($"rpmkeys --import /exchange/{RepositoryHost.Folder}/repodata/repomd.xml.key");
    }

    private void Manage(params string[] arguments)
    {
        var answer = _repository.Run(arguments);
        Assert.That(answer.ExitCode, Is.Zero, () => answer.All);
    }

    private BuildEnvironment Environment() => new()
    {
        Parallelism = 2,
        Variable = _ => null,
        Now = DateTimeOffset.UtcNow.AddSeconds(1),
        Log = new PackLog(_details.Add, _ => { }),
    };
}
