using RpmTasks.Rpm.Model;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>A package's life with each rpm: installed, verified, upgraded, erased.</summary>
[TestFixtureSource(typeof(Generation), nameof(Generation.All))]
internal sealed class InstallTests(Generation generation)
{
    private JudgingHost _host = null!;

    private static IEnumerable<TestCaseData> Packages => JudgedPackages.All.Select(spec => new TestCaseData(spec).SetArgDisplayNames(spec.Name));

    private static IEnumerable<TestCaseData> PreReleases => JudgedPackages.Full.Select(spec => new TestCaseData(spec).SetArgDisplayNames(spec.Name));

    [SetUp]
    public void Prepare() => _host = new JudgingHost(generation);

    [TearDown]
    public void Remove() => _host?.Dispose();

    [TestCaseSource(nameof(Packages))]
    public void The_installed_tree_is_the_packed_one_and_verifies(RpmSpec spec)
    {
        Install(spec);

        if (!spec.Files.IsEmpty)
            Assert.That(Tree.On(_host, spec), Is.EqualTo(Tree.Of(spec)));
        Assert.That(_host.Run($"rpm -V {spec.Name}").All, Is.Empty);
        Assert.That(_host.Changes(), Is.EquivalentTo(NewWith(spec)));
    }

    [TestCaseSource(nameof(PreReleases))]
    public void Scriptlets_run_in_their_order_with_the_number_of_instances(RpmSpec spec)
    {
        Install(spec);
        Assert.That(_host.TakeScriptletLog(), Is.EqualTo(new[] { "pretrans", "pre 1", "post 1", "posttrans" }));

        _host.Do($"rpm -U {_host.Add(JudgedPackages.Next(spec))}");
        Assert.That(_host.TakeScriptletLog(), Is.EqualTo(new[] { "pretrans", "pre 2", "post 2", "preun 1", "postun 1", "posttrans" }));

        _host.Do($"rpm -e {spec.Name}");
        Assert.That(_host.TakeScriptletLog(), Is.EqualTo(new[] { "preun 0", "postun 0" }));
    }

    [TestCaseSource(nameof(PreReleases))]
    public void The_release_upgrades_the_pre_release(RpmSpec spec)
    {
        Install(spec);
        var next = JudgedPackages.Next(spec);

        _host.Do($"rpm -U {_host.Add(next)}");

        Assert.That(_host.Do($"rpm -q {spec.Name}"), Is.EqualTo($"{spec.Name}-1.0.0-1.x86_64"));
        Assert.That(Tree.On(_host, next), Is.EqualTo(Tree.Of(next)));
        Assert.That(_host.Run($"rpm -V {spec.Name}").All, Is.Empty);
        Assert.That(_host.Changes(), Is.EquivalentTo(NewWith(next)));
        Assert.That(_host.Run($"rpm -U {_host.Add(spec)}").ExitCode, Is.Not.Zero, "a pre-release is older than its release");
    }

    [Test]
    public void What_the_administrator_changed_is_kept()
    {
        var spec = JudgedPackages.Full[0];
        Install(spec);
        _host.Do($"echo mine >>/etc/{spec.Name}.conf; echo mine >>/etc/{spec.Name}.plain; echo state >/var/lib/{spec.Name}/state");
        Assert.That(_host.Run($"rpm -V {spec.Name}").Output, Does.Match($"S\\.5.*c /etc/{spec.Name}.conf\n.*c /etc/{spec.Name}.plain\n$"));

        _host.Do($"rpm -U {_host.Add(JudgedPackages.Next(spec))}");

        Assert.That(_host.Do($"tail -n 1 /etc/{spec.Name}.conf /etc/{spec.Name}.conf.rpmnew /etc/{spec.Name}.plain /etc/{spec.Name}.plain.rpmsave /var/lib/{spec.Name}/state").Split('\n'), Is.EqualTo(new[]
        {
            $"==> /etc/{spec.Name}.conf <==", "mine", "",
            $"==> /etc/{spec.Name}.conf.rpmnew <==", "version=1.0.0", "",
            $"==> /etc/{spec.Name}.plain <==", "version=1.0.0", "",
            $"==> /etc/{spec.Name}.plain.rpmsave <==", "mine", "",
            $"==> /var/lib/{spec.Name}/state <==", "state",
        }));
    }

    [TestCaseSource(nameof(Packages))]
    public void Erased_it_leaves_nothing(RpmSpec spec)
    {
        Install(spec);
        if (spec.Files.Any(file => file.Flags.HasFlag(FileFlags.Ghost)))
            _host.Do($"touch /var/lib/{spec.Name}/state");

        _host.Do($"rpm -e {spec.Name}");

        Assert.That(_host.Changes(), Is.Empty);
        Assert.That(_host.Run($"rpm -q {spec.Name}").ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void Without_what_it_requires_it_is_refused()
    {
        var answer = _host.Run($"rpm -i {_host.Add(JudgedPackages.Full[0])}");

        Assert.That(answer.ExitCode, Is.Not.Zero);
        Assert.That(answer.Error, Does.Contain("judged-helper >= 1 is needed by judged-zstd-1:1.0.0~rc.1-1.x86_64"));
        Assert.That(_host.Changes(), Is.Empty);
    }

    private void Install(RpmSpec spec)
    {
        RpmSpec[] together = spec.Dependencies.IsEmpty ? [spec] : [JudgedPackages.Helper, spec];
        Assert.That(_host.Do($"rpm -i {string.Join(' ', together.Select(package => _host.Add(package)))}"), Is.Empty);
    }

    private static IEnumerable<string> NewWith(RpmSpec spec) =>
        spec.Files.Where(file => !file.Flags.HasFlag(FileFlags.Ghost)).Select(file => $"new {file.Path}");
}
