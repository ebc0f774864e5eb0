using System.Globalization;

using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Figures;

/// <summary>How long nobody is answered while the service restarts and while its package changes. What can be counted is asserted; times are only shown.</summary>
[TestFixtureSource(nameof(Columns)), NonParallelizable]
internal sealed class DowntimeStory(Column column) : ServiceStory(column)
{
    private static IReadOnlyList<Column> Columns => [Column.TrixiePodman, Column.TrixieDocker];

    private readonly Sample _original = Sample.HelloWeb;

    /// <summary>All of its layers are other ones.</summary>
    private Sample Updated => _original.As("updated-base", ("RpmBaseImage", $"docker-archive:{DotNetBase.UpdatedArchive}"));

    [Row(RowGroup.Upgrade, "all layers new, asked every 10 ms: old answers, one start, new answers")]
    public void An_upgrade_with_all_layers_new_is_hardly_longer_than_a_restart()
    {
        var service = new ServiceOnHost(Host, _original);
        var (first, second) = (Package(_original, First), Package(Updated, Second));
        service.Transact($"rpm --install {first}");
        Host.Do($"systemctl enable --now {service.Name}");
        service.AssertRuns(First);

        var (restarts, upgrades, downgrades) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        for (var time = 0; time < 3; time++)
        {
            restarts.Add(Downtime($"systemctl restart {service.Name}", First, First));
            Figure("image unit at a restart", Seconds(LastRun(service.ImageUnit)));
            upgrades.Add(Downtime($"rpm --upgrade {second}", First, Second));
            downgrades.Add(Downtime($"rpm --upgrade --oldpackage {first}", Second, First));
        }

        service.AssertRuns(First);
        Figure("downtime of a restart (median of 3)", Seconds(Median(restarts)));
        Figure("downtime of an upgrade, all layers new (median of 3)", Seconds(Median(upgrades)));
        Figure("downtime of a downgrade, all layers new (median of 3)", Seconds(Median(downgrades)));
        Figure("upgrade to restart", (Median(upgrades) / Median(restarts)).ToString("0.00", CultureInfo.InvariantCulture));
    }

    private TimeSpan Downtime(string command, string before, string after)
    {
        var service = new ServiceOnHost(Host, _original);
        var starts = service.Starts;
        using var poller = HttpPoller.Start(Host, _original.Port!.Value);
        Host.Do($"sleep 0.5; systemctl reset-failed {service.Name}; {command}", TimeSpan.FromMinutes(2));
        Host.Do($"for try in $(seq 300); do [ \"$(curl --silent http://127.0.0.1:{_original.Port})\" = '{_original.Says(after).TrimEnd()}' ] && exit; sleep 0.1; done; exit 1");
        Host.Do("sleep 0.5");
        var heard = poller.Stop();

        var bodies = new[] { before, after }.Distinct().Select(_original.Says);
        Assert.That(heard.Bodies, Is.EqualTo(bodies), command);
        Assert.That(service.Starts, Is.EqualTo(starts + 1), command);
        TestContext.Out.WriteLine($"{Column}: {command}: {heard.Count} requests, {heard.Failures.Count} without an answer, longest gap {heard.LongestGap}");
        return heard.LongestGap;
    }

    /// <summary>From the start of a oneshot unit's program to its end.</summary>
    private TimeSpan LastRun(string unit)
    {
        var stamps = Host.Do($"systemctl show --property=ExecMainStartTimestampMonotonic --property=ExecMainExitTimestampMonotonic --value {unit}").Split('\n');
        var times = stamps.Select(stamp => TimeSpan.FromMicroseconds(long.Parse(stamp, CultureInfo.InvariantCulture))).Order().ToArray();
        return times[1] - times[0];
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00 s", CultureInfo.InvariantCulture);
}
