using RpmTasks.Host.Tests.Figures;
using RpmTasks.Host.Tests.Matrix;

namespace RpmTasks.Host.Tests.Native;

/// <summary>What the old process loads while rpm replaces the files is the old version's, to its end.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.OfSystemd))]
internal sealed class LateStory(Column column) : ServiceStory(column)
{
    [Row(RowGroup.Upgrade, "asked every 10 ms, loading an assembly at each request: no answer mixes versions", Everywhere = true)]
    public void No_answer_mixes_versions()
    {
        var sample = LateProject.Sample;
        var service = new ServiceOnHost(Host, sample);
        var (first, second) = (Host.CopyIn(LateProject.Packages.First), Host.CopyIn(LateProject.Packages.Second));
        service.Transact($"rpm --install {first}");
        Host.Do($"systemctl enable --now {service.Name}");
        service.AssertRuns(First);
        using var poller = HttpPoller.Start(Host, sample.Port!.Value);
        Host.Do("sleep 0.5");

        service.Transact($"rpm --upgrade {second}");
        service.AssertRuns(Second);
        service.Transact($"rpm --upgrade --oldpackage {first}");
        service.AssertRuns(First);

        Host.Do("sleep 0.5");
        var heard = poller.Stop();
        Assert.That(heard.Bodies, Is.EqualTo(new[] { sample.Says(First), sample.Says(Second), sample.Says(First) }));
        Assert.That(heard.Failures.Where(failure => failure.StartsWith('5')), Is.Empty, "no request failed in the app");
        Erase(service.Name);
        Assert.That(Host.Leftovers(), Is.Empty);
    }
}
