namespace RpmTasks.Host.Tests.Matrix;

/// <summary>A service from one start to the next.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.All))]
internal sealed class RunStory(Column column) : ServiceStory(column)
{
    [Row(RowGroup.Run, "enable, start, reboot: it is back, and nothing was imported again")]
    public void A_reboot_brings_it_back()
    {
        InstallAndRun();
        var store = Service.StoreStamp;

        Host.Reboot();

        AssertRuns(First);
        Assert.That(Service.StoreStamp, Is.EqualTo(store));
    }

    [Row(RowGroup.Run, "restart: a new container of the same image")]
    public void Restarting_imports_nothing()
    {
        InstallAndRun();
        var (store, container) = (Service.StoreStamp, Service.ContainerId);

        // Six, since systemd refuses the sixth start in ten seconds: the service's limit is for the administrator to set, the image's must not add to it.
        Host.Do($"for time in 1 2 3 4 5 6; do systemctl start {Service.ImageUnit} || exit; done; systemctl restart {Name}");

        AssertRuns(First);
        Assert.That(Service.StoreStamp, Is.EqualTo(store));
        Assert.That(Service.ContainerId, Is.Not.EqualTo(container));
    }

    [Row(RowGroup.Run, "stop: no failure, no container")]
    public void Stopping_is_no_failure()
    {
        InstallAndRun();

        Host.Do($"systemctl stop {Name}");

        Service.AssertIsDown();
        Assert.That(Host.Run("systemctl is-system-running").Output, Is.EqualTo("running\n"));
    }

    [Row(RowGroup.Run, "confined: no capability, no new privileges")]
    public void It_is_confined()
    {
        InstallAndRun();

        Assert.That(Service.ProcessStatus, Does.Contain("NoNewPrivs:\t1").And.Contain("CapBnd:\t0000000000000000").And.Contain("CapEff:\t0000000000000000"));
    }

    [Row(RowGroup.Run, "systemctl status: description and processes")]
    public void Status_shows_what_runs()
    {
        InstallAndRun();

        var status = Host.Do($"systemctl status --no-pager {Name}");

        Assert.That(status.Split('\n')[0], Is.EqualTo($"● {Name}.service - A web service as one static Native AOT file on an empty image"));
        // docker's containers are in control groups of its daemon's.
        var shown = Column.IsPodman ? Service.Pid : Host.Do($"systemctl show --property=MainPID --value {Name}");
        Assert.That(status, Does.Match($"[├└]─ *{shown} {(Column.IsPodman ? "/app/HelloAot" : "/usr/bin/docker run")}"));
    }

    [Row(RowGroup.Run, "journalctl: each line of the app once, with its priority")]
    public void The_journal_has_each_line_once()
    {
        InstallAndRun();

        Host.Do($"echo 'on stdout' >/proc/{Service.Pid}/fd/1; echo 'on stderr' >/proc/{Service.Pid}/fd/2");
        Host.Do($"until journalctl --unit={Name} | grep -q 'on stderr'; do sleep 0.1; done");

        var lines = Host.Do($$"""journalctl --unit={{Name}} --output=json | sed -n 's/.*"MESSAGE":"\(on std[a-z]*\)".*/\1/p'""");
        Assert.That(lines, Is.EqualTo("on stdout\non stderr"));
        Assert.That(PriorityOf("on stdout"), Is.EqualTo("6"));
        // The client of docker has one stream to the journal for both.
        Assert.That(PriorityOf("on stderr"), Is.EqualTo(Column.IsPodman ? "3" : "6"));
    }

    private string PriorityOf(string line) => Host.Do($"journalctl --unit={Name} --output=verbose --output-fields=PRIORITY,MESSAGE MESSAGE='{line}' | sed -n 's/ *PRIORITY=//p'");
}
