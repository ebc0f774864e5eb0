using System.Globalization;

using RpmTasks.Host.Tests.Figures;
using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Sockets;

/// <summary>A service that systemd listens for: whoever asks while it is away waits.</summary>
[TestFixtureSource(nameof(Columns))]
internal sealed class SocketStory(Column column) : ServiceStory(column)
{
    private static IReadOnlyList<Column> Columns => [Column.TrixiePodman];

    private readonly Sample _sample = Sample.Socket;

    private ServiceOnHost Sockets => new(Host, _sample);

    private string Units => $"{_sample.Package}.socket {_sample.Package}.service";

    [Row(RowGroup.Socket, "four clients, five restarts, an upgrade: every request is answered")]
    public void Nobody_is_refused()
    {
        InstallAndStart();
        var second = Package(_sample, Second);
        using var poller = HttpPoller.Start(Host, _sample.Port!.Value, clients: 4);
        for (var restart = 0; restart < 5; restart++)
            Host.Do($"sleep 0.5; systemctl reset-failed {Units}; systemctl restart {_sample.Package}");
        Host.Do($"systemctl reset-failed {Units}");

        Sockets.Transact($"rpm --upgrade {second}");

        Sockets.AssertRuns(Second);
        var heard = poller.Stop();
        Assert.That(heard.Failures, Is.Empty);
        Assert.That(heard.Bodies, Is.EqualTo(new[] { _sample.Says(First), _sample.Says(Second) }));
        Figure("systemd listens: requests over 5 restarts and an upgrade, not answered", $"{heard.Count}, {heard.Failures.Count}");
        Figure("systemd listens: longest wait for an answer", heard.LongestWait.TotalSeconds.ToString("0.00 s", CultureInfo.InvariantCulture));
    }

    [Row(RowGroup.Socket, "enabled, not started: the first request starts it, after a reboot too")]
    public void The_first_request_starts_it()
    {
        Install();
        Sockets.AssertUnitsAreSound();
        Host.Do($"systemctl enable {_sample.Package}.socket; systemctl start {_sample.Package}.socket");
        AssertAsleep();

        Host.Reboot();

        AssertAsleep();
    }

    [Row(RowGroup.Socket, "stop: the service alone comes back at the next request, both stay stopped")]
    public void Stopping_needs_both_units()
    {
        InstallAndStart();
        Host.Do($"systemctl stop {_sample.Package}.service");
        AssertAsleep();

        Host.Do($"systemctl stop {Units}");

        Sockets.AssertIsDown();
    }

    [Row(RowGroup.Socket, "upgrade with another address: it listens there at once, and no longer at the old one")]
    public void A_new_address_holds_at_once()
    {
        InstallAndStart();

        Sockets.Transact($"rpm --upgrade {Package(_sample.As("moved", ("RpmServiceSocket", "8088")), Second)}");

        Assert.That(Host.Do("curl --silent --fail --retry 10 --retry-all-errors --retry-delay 1 http://127.0.0.1:8088/"), Is.EqualTo(_sample.Says(Second).TrimEnd()));
        Assert.That(Host.Run($"curl --silent http://127.0.0.1:{_sample.Port}/").ExitCode, Is.EqualTo(7), "curl's code for a refused connection");
        Assert.That(Host.Run("systemctl is-system-running").Output, Is.EqualTo("running\n"));
        Sockets.AssertVerifies();
    }

    [Row(RowGroup.Socket, "quadlet: the first request starts it; erase: nobody listens, nothing is left")]
    public void A_quadlet_is_listened_for_too()
    {
        Sockets.Transact($"rpm --install {Package(_sample.As("quadlet", ("RpmServiceKind", "quadlet")), First)}");
        Host.Do($"systemctl start {_sample.Package}.socket");
        Sockets.AssertSays(First);

        Erase(_sample.Package);

        Assert.That(Host.Run($"curl --silent http://127.0.0.1:{_sample.Port}/").ExitCode, Is.EqualTo(7), "curl's code for a refused connection");
        Assert.That(Host.Do($"systemctl list-units --no-legend --plain --all '{_sample.Package}.*' '{_sample.Package}-*'"), Is.Empty);
    }

    [Row(RowGroup.Socket, "the container reaches the host and beyond")]
    public void It_keeps_its_network()
    {
        InstallAndStart();

        // Out through its gateway, to the host, where systemd listens for this very service.
        var answer = Host.Do($$$"""
            gateway=$(podman inspect --format '{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}' {{{_sample.Package}}})
            podman exec {{{_sample.Package}}} bash -c "exec 3<>/dev/tcp/$gateway/{{{_sample.Port}}}; printf 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' >&3; cat <&3"
            """);

        Assert.That(answer, Does.Contain(_sample.Says(First).TrimEnd()));
    }

    [Row(RowGroup.Socket, "journalctl: each line of the app once, with the priority that the app gives it")]
    public void Its_lines_have_their_priorities()
    {
        InstallAndStart();
        Host.Do($"curl --silent --fail http://127.0.0.1:{_sample.Port}/warn; sleep 1; journalctl --sync");

        Assert.That(Priorities("Application started"), Is.EqualTo(new[] { "6" }));
        Assert.That(Priorities("A warning from Socket"), Is.EqualTo(new[] { "4" }));
    }

    private void Install() => Sockets.Transact($"rpm --install {Package(_sample, First)}");

    private void InstallAndStart()
    {
        Install();
        Host.Do($"systemctl enable --now {Units}");
        Sockets.AssertRuns(First);
    }

    /// <summary>It does not run, and does when it is asked.</summary>
    private void AssertAsleep()
    {
        Assert.That(Sockets.IsActive, Is.EqualTo("inactive"));
        Sockets.AssertSays(First);
        Sockets.AssertRuns(First);
    }

    /// <summary>Of all lines of the service with this text since it was started.</summary>
    private string[] Priorities(string text) => Host.Do($"""
        journalctl --unit={_sample.Package} --output=verbose --output-fields=PRIORITY,MESSAGE --grep='{text}' _SYSTEMD_INVOCATION_ID=$(systemctl show --property=InvocationID --value {_sample.Package}) |
            sed -n 's/ *PRIORITY=//p'
        """).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
