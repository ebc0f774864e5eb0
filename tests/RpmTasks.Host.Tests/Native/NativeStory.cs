using System.Globalization;

using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Native;

/// <summary>A service that systemd runs itself, on hosts without an engine: what it may do, what it gets, and what ends it.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.OfSystemd))]
internal sealed class NativeStory(Column column) : ServiceStory(column)
{
    /// <summary>What a systemd counts as little exposed, in tenths of a point.</summary>
    private const int Exposure = 20;

    private static readonly (string Name, string Value)[] Values =
    [
        ("A0", "plain"), ("A1", "two words"), ("A2", "  spaces  "), ("A3", "say \"hi\""), ("A4", "it's"), ("A5", "100% %n %%"), ("A6", "$HOME ${HOME} $$ `id`"),
        // No backslash: MSBuild takes it for a slash in an item.
        ("A8", "grüße 日本 🙂"), ("A9", "#no comment"),
    ];

    [Row(RowGroup.Run, "without an engine: no user of the host's, no writing but to its state, the package unchanged", Everywhere = true)]
    public void It_is_alone_with_its_state()
    {
        InstallAndRun();

        var uid = uint.Parse(Host.Do($"stat --format=%u /proc/{Service.Pid}"), CultureInfo.InvariantCulture);
        Assert.That(uid, Is.InRange(61184u, 65519u), "of those that systemd gives away (systemd.exec(5), DynamicUser=)");
        Assert.That(Host.Run($"getent passwd {uid} | cut -d : -f 1").Output.Trim(), Is.EqualTo("").Or.EqualTo(Name));
        var root = $"/proc/{Service.Pid}/root";
        Assert.That(Host.Run($"touch {root}/app/x {root}/etc/x {root}/x 2>&1").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3).And.All.EndsWith(": Read-only file system"));
        Assert.That(Host.Do($"touch {root}/var/lib/{Name}/x {root}/tmp/x; stat --format=%u {root}/var/lib/{Name}; rm /var/lib/{Name}/x"), Is.EqualTo($"{uid}"));
        Assert.That(Host.Run($"cat {root}/etc/hosts").Output, Is.EqualTo(Host.Run("cat /etc/hosts").Output));
        Service.AssertVerifies();
        Assert.That(Host.Do($"find /usr/libexec/{Name} | sort"), Is.EqualTo(Host.Do($"rpm --query --list {Name} | grep ^/usr/libexec/{Name} | sort")));
    }

    [Row(RowGroup.Run, "without an engine: systemd-analyze security, at most 2.0", Everywhere = true)]
    public void It_is_little_exposed()
    {
        InstallAndRun();

        var verdict = Host.Run($"systemd-analyze security --no-pager --threshold={Exposure} {Name}");

        Assert.That(verdict.ExitCode, Is.Zero, verdict.All);
        Figure("systemd-analyze security", verdict.Output.TrimEnd().Split('\n')[^1].Split(": ")[1].Split(' ')[0]);
    }

    [Row(RowGroup.Arguments, "of the environment file, with quotes, %, $ and UTF-8: byte for byte in the app")]
    public void The_environment_arrives()
    {
        // In quotes, so that the command line of MSBuild does not end the property at a semicolon.
        var items = $"\"{string.Join(';', Values.Select(value => $"{value.Name}={ForMsBuild(value.Value)}"))}\"";
        Service.Transact($"rpm --install {Package(Sample.HelloAot.As("environment", ("RpmEnvironment", items)), First)}");
        Host.Do($"systemctl start {Name}");

        Service.AssertRuns(First);
        // MSBuild trims its items.
        Assert.That(Service.Variables("A[0-9]"), Is.EqualTo(Values.Select(value => $"{value.Name}={value.Value.TrimEnd()}")));
    }

    [Row(RowGroup.Failure, "without an engine, the app is killed: it is restarted once")]
    public void A_killed_app_is_restarted()
    {
        InstallAndRun();
        var (starts, run) = (Service.Starts, Service.ContainerId);

        Host.Do($"kill -KILL {Service.Pid}; until [ \"$(systemctl show --property=NRestarts --value {Name})\" = 1 ] && systemctl is-active --quiet {Name}; do sleep 0.1; done");

        AssertRuns(First);
        Assert.That(Service.Starts, Is.EqualTo(starts + 1));
        Assert.That(Service.ContainerId, Is.Not.EqualTo(run));
    }

    [Row(RowGroup.Failure, "without an engine, its environment file is missing: systemd names it")]
    public void A_missing_environment_file_is_named()
    {
        Install(First);
        Host.Do($"mv {EnvironmentFile} /root");

        Assert.That(Host.Run($"systemctl start {Name}").ExitCode, Is.Not.Zero);

        Assert.That(Host.Journal(Name), Does.Contain("Failed to load environment files: No such file or directory"));
        Host.Do($"mv /root/{Name}.env {EnvironmentFile}; systemctl reset-failed {Name}; systemctl start {Name}");
        Service.AssertRuns(First);
    }

    [Row(RowGroup.Failure, "without an engine, its port is taken: the app's own last words")]
    public void A_taken_port_is_named()
    {
        Install(First);
        Host.Do($"systemd-run --quiet --unit=taker --socket-property=ListenStream=8080 /bin/true; systemctl start {Name} 2>&1 || :; until [ \"$(systemctl show --property=NRestarts --value {Name})\" -ge 1 ]; do sleep 0.1; done");

        Assert.That(Host.Journal(Name), Does.Contain("address already in use"));
        Host.Do($"systemctl stop taker.socket; systemctl reset-failed {Name}; systemctl restart {Name}");
        Service.AssertRuns(First);
    }

    private static string ForMsBuild(string value) => value
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("$", "%24", StringComparison.Ordinal)
        .Replace("\"", "%22", StringComparison.Ordinal);
}
