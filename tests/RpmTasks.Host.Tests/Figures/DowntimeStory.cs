using System.Globalization;

using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Figures;

/// <summary>How long nobody is answered while the service restarts and while its package changes. What can be counted is asserted; times are only shown.</summary>
[TestFixtureSource(nameof(Columns)), NonParallelizable]
internal sealed class DowntimeStory(Column column) : ServiceStory(column)
{
    private static IReadOnlyList<Column> Columns => [Column.TrixiePodman, Column.TrixieDocker, Column.TrixieSystemd];

    /// <summary>All of its layers are other ones.</summary>
    private static Sample UpdatedWeb => Sample.HelloWeb.As("updated-base", ("RpmBaseImage", $"docker-archive:{DotNetBase.UpdatedArchive}"));

    [Row(RowGroup.Upgrade, "all layers new, asked every 10 ms: old answers, one start, new answers", OnDemand = true)]
    public void An_upgrade_with_all_layers_new_is_hardly_longer_than_a_restart() => Measure("ASP.NET Core, all layers new", Sample.HelloWeb, UpdatedWeb);

    [Row(RowGroup.Upgrade, "an app that answers as soon as it runs, asked every 10 ms: old answers, one start, new answers", OnDemand = true)]
    public void What_is_left_is_what_the_engine_takes() => Measure("Native AOT", Sample.HelloAot, Sample.HelloAot);

    private void Measure(string app, Sample original, Sample updated)
    {
        var service = new ServiceOnHost(Host, original);
        var (first, second) = (Package(original, First), Package(updated, Second));
        service.Transact($"rpm --install {first}");
        Host.Do($"systemctl enable --now {service.Name}");
        service.AssertRuns(First);

        var (starts, restarts, upgrades, downgrades) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        for (var time = 0; time < 3; time++)
        {
            starts.Add(Start(original));
            restarts.Add(Downtime(original, $"systemctl restart {service.Name}", First, First));
            upgrades.Add(Downtime(original, $"rpm --upgrade {second}", First, Second));
            downgrades.Add(Downtime(original, $"rpm --upgrade --oldpackage {first}", Second, First));
        }

        service.AssertRuns(First);
        Figure($"{app}: start to the first answer", Seconds(Median(starts)));
        Figure($"{app}: downtime of a restart", Seconds(Median(restarts)));
        Figure($"{app}: downtime of an upgrade", Seconds(Median(upgrades)));
        Figure($"{app}: downtime of a downgrade", Seconds(Median(downgrades)));
        if (Column.HasEngine)
            Figure($"{app}: image unit at a start", Seconds(LastRun(service.ImageUnit)));
    }

    /// <summary>From systemctl start of a stopped service to its first answer.</summary>
    private TimeSpan Start(Sample sample) => TimeSpan.FromMilliseconds(double.Parse(
        Host.Do($"""
            systemctl reset-failed {sample.Package}; systemctl stop {sample.Package}
            begin=$(date +%s%N)
            systemctl start {sample.Package}
            until curl --silent --fail --output /dev/null http://127.0.0.1:{sample.Port}/; do sleep 0.01; done
            echo $((($(date +%s%N) - begin) / 1000000))
            """),
        CultureInfo.InvariantCulture));

    private TimeSpan Downtime(Sample sample, string command, string before, string after)
    {
        var service = new ServiceOnHost(Host, sample);
        var starts = service.Starts;
        using var poller = HttpPoller.Start(Host, sample.Port!.Value);
        Host.Do($"sleep 0.5; systemctl reset-failed {service.Name}; {command}", TimeSpan.FromMinutes(2));
        Host.Do($"for try in $(seq 300); do [ \"$(curl --silent http://127.0.0.1:{sample.Port})\" = '{sample.Says(after).TrimEnd()}' ] && exit; sleep 0.1; done; exit 1");
        Host.Do("sleep 0.5");
        var heard = poller.Stop();

        var bodies = new[] { before, after }.Distinct().Select(sample.Says);
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
