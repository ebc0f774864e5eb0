namespace RpmTasks.Host.Tests.Matrix;

/// <summary>What ends a service that runs, and what comes after.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.OfEngines))]
internal sealed class CrashStory(Column column) : ServiceStory(column)
{
    [Row(RowGroup.Failure, "the app is killed: it is restarted once")]
    public void A_killed_app_is_restarted() => AssertRestarts("kill -KILL " + Running().Pid);

    [Row(RowGroup.Failure, "conmon, or docker's client, is killed: it is restarted once, in one container")]
    public void A_killed_monitor_is_restarted()
    {
        Running();
        AssertRestarts($"kill -KILL $(systemctl show --property=MainPID --value {Name})");
    }

    [Row(RowGroup.Failure, "the container is killed by hand: it is restarted once")]
    public void A_container_killed_by_hand_is_restarted()
    {
        Running();
        AssertRestarts($"{Column.Engine} kill {Name}");
    }

    [Row(RowGroup.Failure, "the container is stopped by hand: it stays stopped")]
    public void A_container_stopped_by_hand_stays_stopped()
    {
        Running();

        Host.Do($"{Column.Engine} stop {Name}; until [ \"$(systemctl is-active {Name})\" = inactive ]; do sleep 0.1; done; sleep 3");

        Service.AssertIsDown();
        Host.Do($"systemctl start {Name}");
        AssertRuns(First);
    }

    [Row(RowGroup.Failure, "the engine's daemon is restarted: so is the service")]
    public void The_service_follows_its_daemon()
    {
        NeedsDaemon();
        var (starts, container) = (Running().Starts, Service.ContainerId);

        Host.Do("systemctl restart docker");

        AssertIsBack(starts, container);
    }

    [Row(RowGroup.Failure, "the engine's daemon is killed: the service is restarted once")]
    public void The_service_outlives_a_crash_of_its_daemon()
    {
        NeedsDaemon();
        Running();
        AssertRestarts("kill -KILL $(systemctl show --property=MainPID --value docker)");
    }

    private ServiceOnHost Running()
    {
        InstallAndRun();
        return Service;
    }

    private void AssertRestarts(string crash)
    {
        var (starts, container) = (Service.Starts, Service.ContainerId);

        Host.Do(crash);

        AssertIsBack(starts, container);
        Assert.That(Host.Do($"systemctl show --property=NRestarts --value {Name}"), Is.EqualTo("1"));
    }

    private void AssertIsBack(int starts, string container)
    {
        Host.Do($"for i in $(seq 1200); do [ \"$(journalctl --output=cat UNIT={Name}.service MESSAGE_ID=39f53479d3a045ac8e11786248231fbf | wc -l)\" -gt {starts} ] && break; sleep 0.1; done");
        Assert.That(Service.Starts, Is.EqualTo(starts + 1));
        AssertRuns(First);
        Assert.That(Service.ContainerId, Is.Not.EqualTo(container));
    }

    private void NeedsDaemon()
    {
        if (Column.IsPodman)
            DoesNotApply("podman has no daemon");
        // Its unit refuses the fourth start in a minute.
        Host.Do("systemctl reset-failed docker.service docker.socket");
    }
}
