using NUnit.Framework.Constraints;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Rows about a service that does not start: one line says why, and without the cause it starts.</summary>
internal abstract class FailureStory(Column column) : ServiceStory(column)
{
    private string OnceDropIn => $"/run/systemd/system/{Name}.service.d";

    protected string ArgumentsFile => $"/etc/sysconfig/{Name}";

    /// <summary>Installed, with its image imported, and stopped. What fails is not tried again, so that its lines can be counted.</summary>
    protected void InstallAndStop()
    {
        InstallAndRun();
        Host.Do($"systemctl stop {Name}; mkdir --parents {OnceDropIn}; printf '[Service]\\nRestart=no\\n' >{OnceDropIn}/once.conf; systemctl daemon-reload");
    }

    protected void RemoveImages() => Host.Do($"images=$({Column.Engine} images --quiet); [ -z \"$images\" ] || {Column.Engine} rmi --force $images");

    /// <summary>The image's unit fails, so that the service has no start.</summary>
    protected void AssertImageFails(Constraint line)
    {
        var mark = AssertFails("inactive", line);
        Assert.That(mark.InStatus(Name), Has.Some.Matches(line));
        Assert.That(mark.Of(Service.ImageUnit).Where(other => !other.StartsWith("importing ", StringComparison.Ordinal)), Is.EqualTo(mark.Of(Name)));
    }

    /// <summary>The service itself fails.</summary>
    protected void AssertServiceFails(Constraint line)
    {
        var mark = AssertFails("failed", line);
        Assert.That(mark.InStatus(Name), Has.Some.Matches(line));
    }

    /// <summary>A start without the cause; nothing else is needed.</summary>
    protected void AssertHeals()
    {
        Host.Do($"rm --recursive {OnceDropIn}; systemctl daemon-reload; systemctl start {Name}");
        AssertRuns(First);
    }

    private JournalMark AssertFails(string state, Constraint line)
    {
        var mark = new JournalMark(Host);
        Host.Do($"systemctl start {Name} 2>&1 || :; for i in $(seq 1200); do [ \"$(systemctl is-active {Name})\" = {state} ] && [ -z \"$(systemctl list-jobs --no-legend)\" ] && break; sleep 0.1; done");
        Assert.That(Service.IsActive, Is.EqualTo(state), () => Host.Journal(Name));
        var lines = mark.Of(Name);
        Assert.That(lines, Has.Length.EqualTo(1).And.All.Matches(line), () => Host.Journal(Name) + Host.Journal(Service.ImageUnit));
        return mark;
    }
}
