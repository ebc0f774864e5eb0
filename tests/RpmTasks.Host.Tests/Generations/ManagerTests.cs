using RpmTasks.Rpm.Model;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>What a package manager does with a repository of our packages.</summary>
[TestFixtureSource(nameof(Managers))]
internal sealed class ManagerTests(Generation generation, string manager)
{
    private static readonly RpmSpec Spec = JudgedPackages.Full[0];

    private RepositoryHost _repository = null!;

    private JudgingHost _host = null!;

    private static IEnumerable<object[]> Managers =>
        from generation in Generation.All
        from manager in generation.Managers
        select new object[] { generation, manager };

    [SetUp]
    public void Prepare()
    {
        _repository = new RepositoryHost(generation, manager);
        _host = _repository.Host;
        Publish(JudgedPackages.Helper, Spec, JudgedPackages.Many);
    }

    [TearDown]
    public void Remove() => _repository?.Dispose();

    [Test]
    public void It_installs_a_package_with_what_that_requires()
    {
        Manage("install", Spec.Name);

        Assert.That(_host.Do("rpm -qa 'judged*' | sort").Split('\n'), Is.EqualTo(new[] { "judged-helper-1-1.x86_64", "judged-zstd-1.0.0~rc.1-1.x86_64" }));
        Assert.That(Tree.On(_host, Spec), Is.EqualTo(Tree.Of(Spec)));
        Assert.That(_host.Run($"rpm -V {Spec.Name}").All, Is.Empty);
        Assert.That(_host.TakeScriptletLog(), Is.EqualTo(new[] { "pretrans", "pre 1", "post 1", "posttrans" }));
    }

    [Test]
    public void It_installs_thousands_of_files()
    {
        Manage("install", JudgedPackages.Many.Name);

        Assert.That(Tree.On(_host, JudgedPackages.Many), Is.EqualTo(Tree.Of(JudgedPackages.Many)));
    }

    [Test]
    public void It_finds_a_package_by_what_it_provides()
    {
        Manage("install", $"{Spec.Name}-service");

        Assert.That(_host.Run($"rpm -q {Spec.Name}").ExitCode, Is.Zero);
    }

    [Test]
    public void It_upgrades_the_pre_release_to_the_release_and_removes_it()
    {
        Manage("install", Spec.Name);
        var next = JudgedPackages.Next(Spec);
        Publish(next);

        Manage(manager == "zypper" ? "update" : "upgrade", Spec.Name);
        Assert.That(_host.Do($"rpm -q {Spec.Name}"), Is.EqualTo($"{Spec.Name}-1.0.0-1.x86_64"));
        Assert.That(Tree.On(_host, next), Is.EqualTo(Tree.Of(next)));

        Manage("remove", Spec.Name);
        Assert.That(_host.Run($"rpm -q {Spec.Name}").ExitCode, Is.EqualTo(1));
        Assert.That(_host.Changes().Where(change => change.Contains(Spec.Name, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void It_refuses_what_lacks_a_requirement()
    {
        File.Delete(_host.Shared("repo/judged-helper-1-1.x86_64.rpm"));
        Publish();

        var answer = _repository.Run("install", Spec.Name);

        Assert.That(answer.ExitCode, Is.Not.Zero);
        Assert.That(answer.All, Does.Contain("judged-helper >= 1"));
    }

    private void Publish(params RpmSpec[] packages)
    {
        foreach (var spec in packages)
            _host.Add(spec, RepositoryHost.Folder);
        _repository.Publish();
    }

    private void Manage(params string[] arguments)
    {
        var answer = _repository.Run(arguments);
        Assert.That(answer.ExitCode, Is.Zero, () => answer.All);
    }
}
