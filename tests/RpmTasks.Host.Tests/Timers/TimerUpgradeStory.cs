using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Timers;

/// <summary>A timer and its job from one version to the other.</summary>
[TestFixtureSource(nameof(Columns))]
internal sealed class TimerUpgradeStory(Column column) : TimerStory(column)
{
    public static IReadOnlyList<Column> Columns { get; } = Column.ForOtherKinds;

    [Row(RowGroup.Timer, "upgrade while it waits: the image is imported ahead, the next run is the new version; downgrade")]
    public void The_image_is_there_before_its_time()
    {
        Install(First);
        EnableTimer();
        Host.Do($"systemctl start {Name}");

        Upgrade(Second);

        Assert.That(TimerState, Is.EqualTo("enabled active"));
        Assert.That(ImageVersions, Is.EquivalentTo([First, Second]));
        Host.Do($"systemctl start {Name}");
        Assert.That(ImageVersions, Is.EqualTo([Second]));

        Service.Transact($"rpm --upgrade --oldpackage {Package(First)}");

        Assert.That(TimerState, Is.EqualTo("enabled active"));
        Host.Do($"systemctl start {Name}");
        Assert.That(ImageVersions, Is.EqualTo([First]));
        Assert.That(Written, Is.EqualTo([Done(First), Done(Second), Done(First)]));
        Service.AssertVerifies();
    }

    [Row(RowGroup.Timer, "upgrade with another calendar: it holds at once")]
    public void A_new_calendar_holds_at_once()
    {
        Install(First);
        FireOften("");
        EnableTimer();

        Service.Transact($"rpm --upgrade {Package(Sample.Job.As("often", ("RpmServiceOnCalendar", "*:*:0/2")), Second)}");
        AwaitRuns(2);
        Host.Do($"systemctl stop {Timer}");
        AwaitEnd();

        Assert.That(Written, Is.EqualTo(Enumerable.Repeat(Done(Second), Runs)));
        Assert.That(TimerState, Is.EqualTo("enabled inactive"));
    }

    [Row(RowGroup.Timer, "upgrade while the job runs: it runs to its end, the next is the new version")]
    public void A_run_is_not_interrupted()
    {
        Install(First);
        EnableTimer();
        StartAndHold();
        var container = Service.ContainerId;

        Upgrade(Second);

        Assert.That(Service.ContainerId, Is.EqualTo(container));
        Release();
        AwaitEnd();
        Assert.That(LastRun, Is.EqualTo(Succeeded));
        Assert.That(ImageVersions, Is.EqualTo([Second]));
        Unset();
        Host.Do($"systemctl start {Name}");
        Assert.That(Written, Is.EqualTo([Done(First), Done(Second)]));
        Assert.That(TimerState, Is.EqualTo("enabled active"));
    }

    [Row(RowGroup.Timer, "upgrade while it is disabled, or enabled and stopped: it stays so, nothing is imported")]
    public void A_timer_that_does_not_wait_stays_so()
    {
        Install(First);
        Upgrade(Second);
        Assert.That(TimerState, Is.EqualTo("disabled inactive"));

        Host.Do($"systemctl enable {Timer}");
        Service.Transact($"rpm --upgrade --oldpackage {Package(First)}");

        Assert.That(TimerState, Is.EqualTo("enabled inactive"));
        AssertNothingRuns();
        Assert.That(Service.Images, Is.Empty);
    }
}
