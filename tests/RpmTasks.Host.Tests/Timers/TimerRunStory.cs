using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Timers;

/// <summary>What a timer and its job do.</summary>
[TestFixtureSource(nameof(Columns))]
internal sealed class TimerRunStory(Column column) : TimerStory(column)
{
    public static IReadOnlyList<Column> Columns { get; } = Column.ForOtherKinds;

    [Row(RowGroup.Timer, "install, enable: nothing runs, list-timers shows when")]
    public void It_waits_for_its_time()
    {
        Install(First);
        Assert.That(TimerState, Is.EqualTo("disabled inactive"));
        Service.AssertUnitsAreSound();

        EnableTimer();

        Assert.That(TimerState, Is.EqualTo("enabled active"));
        Assert.That(Host.Do($"systemctl list-timers --no-legend --no-pager {Timer}"), Does.Match(" 02:30:00 .* job\\.timer +job\\.service$"));
        AssertNothingRuns();
        Assert.That(Service.Images, Is.Empty);
    }

    [Row(RowGroup.Timer, "fires: each run writes its line once and leaves no container")]
    public void Each_run_is_one_line()
    {
        Install(First);
        FireOften();
        EnableTimer();
        AwaitRuns(3);
        Host.Do($"systemctl stop {Timer}");
        AwaitEnd();

        Assert.That(Written, Is.EqualTo(Enumerable.Repeat(Done(First), Runs)));
        Assert.That(LastRun, Is.EqualTo(Succeeded));
        Assert.That(Service.Containers, Is.Empty);
        Assert.That(ImageVersions, Is.EqualTo([First]));
    }

    [Row(RowGroup.Timer, "exit code 7: systemd has it, the timer goes on")]
    public void A_failure_reaches_systemd()
    {
        Install(First);
        Set("JOB_EXIT_CODE=7");
        Assert.That(Host.Run($"systemctl start {Name}").ExitCode, Is.EqualTo(1));
        Assert.That(LastRun, Is.EqualTo(ExitedWith7));
        Assert.That(Written, Is.EqualTo([Done(First)]));
        Assert.That(Service.Containers, Is.Empty);

        Unset();
        FireOften();
        EnableTimer();
        AwaitRuns(1);
        Host.Do($"systemctl stop {Timer}");
        AwaitEnd();
        Assert.That(LastRun, Is.EqualTo(Succeeded));
    }

    [Row(RowGroup.Timer, "stop while the job runs: it ends and is no failure, the next run is as any other")]
    public void A_run_can_be_stopped()
    {
        Install(First);
        StartRun(seconds: 600);

        Host.Do($"systemctl stop {Name}");

        AssertIsOver();
        Unset();
        Host.Do($"systemctl start {Name}");
        Assert.That(OfTheJob, Is.EqualTo([Stopped(First), Done(First)]));
    }

    [Row(RowGroup.Timer, "RpmServiceEnable=enable, RpmServiceStart=true: the timer is, the job is not")]
    public void Installing_can_enable_and_start_the_timer()
    {
        Service.Transact($"rpm --install {Package(Sample.Job.As("started", ("RpmServiceEnable", "enable"), ("RpmServiceStart", "true")), First)}");

        Assert.That(TimerState, Is.EqualTo("enabled active"));
        AssertNothingRuns();
    }

    [Row(RowGroup.Timer, "reboot: the timer is back and fires")]
    public void A_reboot_brings_the_timer_back()
    {
        Install(First);
        FireOften();
        EnableTimer();

        Host.Reboot();

        Assert.That(TimerState, Is.EqualTo("enabled active"));
        MarkTheJournal();
        AwaitRuns(1);
        Host.Do($"systemctl stop {Timer}");
        AwaitEnd();
        Assert.That(Written, Is.EqualTo(Enumerable.Repeat(Done(First), Runs)));
    }

    [Row(RowGroup.Timer, "erase while the job runs: nothing is left")]
    public void Erasing_ends_a_run()
    {
        Install(First);
        EnableTimer();
        StartRun(seconds: 600);
        Unset();

        Erase(Name);

        Assert.That(OfTheJob, Is.EqualTo([Stopped(First)]));
        Assert.That(Host.Leftovers(), Is.Empty);
    }

    /// <summary>
    /// systemd sends SIGCONT after SIGTERM, and podman complains when the container that it forwards it to has ended in between: a line of
    /// podman's, not of the job's.
    /// </summary>
    private IEnumerable<string> OfTheJob => Written.Where(line => line.StartsWith("Job ", StringComparison.Ordinal));
}
