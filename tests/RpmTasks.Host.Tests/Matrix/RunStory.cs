using System.Text.Json;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>A service from one start to the next.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.All))]
internal sealed class RunStory(Column column) : ServiceStory(column)
{
    [Row(RowGroup.Run, "enable, start, reboot: it is back, and nothing was imported again", Everywhere = true)]
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
        var imports = Column.HasEngine ? $"for time in 1 2 3 4 5 6; do systemctl start {Service.ImageUnit} || exit; done; " : "";
        Host.Do($"{imports}systemctl restart {Name}");

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
        var isDocker = Column.HasEngine && !Column.IsPodman;
        var shown = isDocker ? Host.Do($"systemctl show --property=MainPID --value {Name}") : Service.Pid;
        Assert.That(status, Does.Match($"[├└]─ *{shown} {(isDocker ? "/usr/bin/docker run" : "/app/HelloAot")}"));
    }

    [Row(RowGroup.Run, "journalctl: each line of the app once, with its priority")]
    public void The_journal_has_each_line_once()
    {
        InstallAndRun();
        Assert.That(Logged("      Now listening on: "), Is.EqualTo(new[] { "6       Now listening on: http://[::]:8080" }));
        // Without an engine the app writes to the journal's own socket, which nobody else can open.
        if (!Column.HasEngine)
            return;

        Host.Do($"echo 'on stdout' >/proc/{Service.Pid}/fd/1; echo 'on stderr' >/proc/{Service.Pid}/fd/2");
        Host.Do($"until journalctl --unit={Name} | grep -q 'on stderr'; do sleep 0.1; done");

        // The client of docker has one stream to the journal for both.
        Assert.That(Logged("on std"), Is.EquivalentTo(new[] { "6 on stdout", Column.IsPodman ? "3 on stderr" : "6 on stderr" }));
    }

    /// <summary>"PRIORITY MESSAGE" of the lines that begin so, since the service was started.</summary>
    private IEnumerable<string> Logged(string beginning) =>
        from line in Host.Do($"journalctl --output=json --output-fields=PRIORITY,MESSAGE _SYSTEMD_INVOCATION_ID=$(systemctl show --property=InvocationID --value {Name})").Split('\n')
        let entry = JsonDocument.Parse(line).RootElement
        // conmon leaves the newline of some lines.
        let message = entry.GetProperty("MESSAGE") is { ValueKind: JsonValueKind.String } text ? text.GetString()!.TrimEnd('\n') : ""
        where message.StartsWith(beginning, StringComparison.Ordinal)
        select $"{entry.GetProperty("PRIORITY").GetString()} {message}";
}
