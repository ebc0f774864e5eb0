using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Native;

/// <summary>The other kinds of service without an engine: a socket of systemd's, a job with a timer, a template.</summary>
[TestFixtureSource(nameof(Columns))]
internal sealed class NativeKindStory(Column column) : ServiceStory(column)
{
    private static IReadOnlyList<Column> Columns => [Column.TrixieSystemd];

    [Row(RowGroup.Socket, "without an engine: the first request starts it, an upgrade keeps it")]
    public void Systemd_listens_for_it()
    {
        var service = new ServiceOnHost(Host, Sample.Socket);
        service.Transact($"rpm --install {Package(Sample.Socket, First)}");
        Host.Do($"systemctl start {service.Name}.socket");
        service.AssertSays(First);

        service.Transact($"rpm --upgrade {Package(Sample.Socket, Second)}");

        service.AssertRuns(Second);
        Assert.That(Host.Do($"systemctl show --property=Type --value {service.Name}"), Is.EqualTo("notify"));
    }

    [Row(RowGroup.Timer, "without an engine: a run ends as the app ends")]
    public void A_job_runs_to_its_end()
    {
        var job = Sample.Job;
        Assert.That(Rpm($"--install {Package(job, First)}").ExitCode, Is.Zero);

        Host.Do($"systemctl start {job.Package}");
        Assert.That(Host.Journal(job.Package), Does.Contain(job.Says(First)));

        Assert.That(Rpm($"--upgrade {Package(job, Second)}").ExitCode, Is.Zero);
        Host.Do($"systemctl start {job.Package}");
        Assert.That(Host.Journal(job.Package), Does.Contain(job.Says(Second)));
    }

    [Row(RowGroup.Template, "without an engine: instances on ports of their own, all restarted by an upgrade")]
    public void Instances_listen_where_their_names_say()
    {
        var template = Sample.HelloAot.As("template", ("RpmServiceKind", "template"), ("RpmPort", "%25i:8080"));
        Assert.That(Rpm($"--install {Package(template, First)}").ExitCode, Is.Zero);
        Host.Do($"systemctl start {Name}@8081 {Name}@8082");
        AssertAnswer(First);

        Assert.That(Rpm($"--upgrade {Package(template, Second)}").ExitCode, Is.Zero);

        AssertAnswer(Second);
        Assert.That(Host.Do($"find /usr/libexec/{Name} | sort"), Is.EqualTo(Host.Do($"rpm --query --list {Name} | grep ^/usr/libexec/{Name} | sort")));
    }

    private void AssertAnswer(string version)
    {
        foreach (var port in new[] { 8081, 8082 })
            Assert.That(Host.Do($"curl --silent --fail --retry 10 --retry-all-errors --retry-delay 1 http://127.0.0.1:{port}/"), Is.EqualTo(Sample.HelloAot.Says(version).TrimEnd()));
    }
}
