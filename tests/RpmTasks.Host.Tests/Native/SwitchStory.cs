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

        Service.Transact($"rpm --upgrade --oldpackage {Package(First)}");

        AssertRuns(First);
        Assert.That(Host.Run($"ls -d /usr/libexec/{Name}/root-*").ExitCode, Is.Not.Zero);
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
