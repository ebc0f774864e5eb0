using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>The first install and what the presets say to it.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.All))]
internal sealed class InstallStory(Column column) : ServiceStory(column)
{
    private const string Preset = "/etc/systemd/system-preset/00-site.preset";

    [Row(RowGroup.Install, "presets disable: nothing starts, nothing is imported", Everywhere = true)]
    public void Installing_starts_and_imports_nothing()
    {
        Install(First);

        Assert.That(Service.IsEnabled, Is.EqualTo(Column.Disabled));
        Service.AssertIsDown();
        Service.AssertNothingImported();
        Service.AssertVerifies();
        Service.AssertUnitsAreSound();
    }

    [Row(RowGroup.Install, "a preset enables: it starts at the next boot, not before")]
    public void A_preset_that_enables_is_followed()
    {
        if (!Column.IsEnabledBySystemctl)
            DoesNotApply("A quadlet is enabled by its [Install] section, which no preset reaches.");
        Host.Do($"mkdir -p {Path.GetDirectoryName(Preset)}; echo 'enable {Name}.service' >{Preset}");

        Install(First);

        Assert.That(Service.IsEnabled, Is.EqualTo("enabled"));
        Service.AssertIsDown();
        Host.Do($"rm -r {Path.GetDirectoryName(Preset)}");
    }

    [Row(RowGroup.Install, "the package enables and starts it: it serves when rpm ends")]
    public void A_package_that_starts_is_served_by_the_transaction()
    {
        var starts = Service.Starts;

        Service.Transact($"rpm --install {Package(Sample.HelloAot.As("started", ("RpmServiceEnable", "enable"), ("RpmServiceStart", "true")), First)}");

        AssertRuns(First);
        Assert.That(Service.Starts, Is.EqualTo(starts + 1));
    }
}
