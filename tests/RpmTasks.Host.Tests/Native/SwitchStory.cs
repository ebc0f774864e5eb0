using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Native;

/// <summary>A new version of a package that does without the engine of the one before, and one that takes it up again.</summary>
[TestFixtureSource(nameof(Columns))]
internal sealed class SwitchStory(Column column) : ServiceStory(column)
{
    private static IReadOnlyList<Column> Columns => [Column.TrixiePodman, Column.TrixieDocker];

    private string WithoutEngine => Host.CopyIn(SamplePackages.Get(Sample.HelloAot.As("life", ("RpmEnvironment", $"RELEASE={Second}")), Second, HostRecipe.None));

    [Row(RowGroup.Upgrade, "to a version without an engine: it runs, no container and no image is left")]
    public void The_engine_is_left()
    {
        InstallAndRun();

        Service.Transact($"rpm --upgrade {WithoutEngine}");

        Service.AssertIsServed(Second);
        Assert.That(Service.Containers, Is.Empty);
        Assert.That(Service.Images, Is.Empty);
        Assert.That(Service.IsEnabled, Is.EqualTo("enabled"));
        Service.AssertVerifies();
    }

    [Row(RowGroup.Upgrade, "from a version without an engine to one with it: it runs in its container")]
    public void The_engine_is_taken_up()
    {
        Service.Transact($"rpm --install {WithoutEngine}");
        Host.Do($"systemctl enable --now {Name}");
        Service.AssertIsServed(Second);
        var starts = Service.Starts;

        Service.Transact($"rpm --upgrade --oldpackage {Package(First)}");

        AssertRuns(First);
        Assert.That(Service.Starts, Is.EqualTo(starts + 1));
        Assert.That(Host.Run($"ls -d /usr/libexec/{Name}/root-*").ExitCode, Is.Not.Zero);
    }

    [Row(RowGroup.Upgrade, "from an engine to a version without, and back, with data in a volume: each finds it as its own")]
    public void Data_goes_along()
    {
        var data = $"/var/lib/{Name}";
        var sample = Sample.HelloAot.As("data", ("RpmVolume", $"{data}:/data"));
        var (container, process) = (Package(sample, First), Host.CopyIn(SamplePackages.Get(sample, Second, HostRecipe.None)));
        Service.Transact($"rpm --install {container}");
        Host.Do($"systemctl enable --now {Name}; echo 1 >{data}/row; chown 1654:1654 {data}/row");

        Service.Transact($"rpm --upgrade {process}");
        Service.AssertIsServed(Second);
        Assert.That(Host.Do($"cat {data}/row; readlink {data}"), Is.EqualTo($"1\nprivate/{Name}"));

        Service.Transact($"rpm --upgrade --oldpackage {container}");
        AssertRuns(First);
        Assert.That(Host.Do($"cat {data}/row; stat --format '%F %u:%g' {data}; stat --format '%u:%g' {data}/row; ls -A /var/lib/private"), Is.EqualTo("1\ndirectory 1654:1654\n1654:1654"));

        Erase(Name);
        Host.Do($"rm -r {data}");
    }

    [Row(RowGroup.Upgrade, "from a version without an engine to one whose import fails: the old process goes on, a restart starts the new one")]
    public void An_engine_that_cannot_import_waits()
    {
        Service.Transact($"rpm --install {WithoutEngine}");
        Host.Do($"systemctl enable --now {Name}");
        Service.AssertIsServed(Second);
        Host.Do($"systemctl mask --runtime {Name}-image.service");

        Assert.That(Rpm($"--upgrade --oldpackage {Package(First)}").ExitCode, Is.Zero);

        Service.AssertIsServed(Second);
        Host.Do($"systemctl unmask --runtime {Name}-image.service; systemctl restart {Name}");
        AssertRuns(First);
    }
}
