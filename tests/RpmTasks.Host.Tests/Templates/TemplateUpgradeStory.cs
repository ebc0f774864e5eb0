using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing;

namespace RpmTasks.Host.Tests.Templates;

/// <summary>Instances from one version of their template to the other, and to the end.</summary>
[TestFixtureSource(nameof(Columns))]
internal sealed class TemplateUpgradeStory(Column column) : TemplateStory(column)
{
    public static IReadOnlyList<Column> Columns { get; } = Column.ForOtherKinds;

    [Row(RowGroup.Template, "upgrade: each running instance is restarted once, a stopped one stays stopped; downgrade")]
    public void Each_running_instance_is_restarted_once()
    {
        Install(First);
        Host.Do($"systemctl enable {Unit(One)}");
        Start(One, Other, Third);
        // An app that is told to stop before it listens to that is killed, and has failed.
        AssertRun(First, One, Other, Third);
        Host.Do($"systemctl stop {Unit(Third)}");
        var before = Counts();

        Upgrade(Second);

        AssertRun(Second, One, Other);
        Assert.That(Counts(), Is.EqualTo((before.One + 1, before.Other + 1, before.Third)));
        Assert.That(State(One), Is.EqualTo("enabled active"));
        Assert.That(State(Third), Is.EqualTo("disabled inactive"));

        Service.Transact($"rpm --upgrade --oldpackage {Package(First)}");

        AssertRun(First, One, Other);
        Assert.That(Counts(), Is.EqualTo((before.One + 2, before.Other + 2, before.Third)));
        Service.AssertVerifies();
    }

    [Row(RowGroup.Template, "upgrade while no instance runs: nothing starts, nothing is imported")]
    public void Nothing_starts_by_itself()
    {
        Install(First);
        Host.Do($"systemctl enable {Unit(One)}");

        Upgrade(Second);

        Assert.That(State(One), Is.EqualTo("enabled inactive"));
        Assert.That(Service.Containers, Is.Empty);
        Assert.That(Service.Images, Is.Empty);
        Start(One);
        AssertRun(Second, One);
    }

    [Row(RowGroup.Template, "upgrade with the import failing: every instance goes on as it was")]
    public void An_import_that_fails_leaves_all_of_them_alone()
    {
        Install(First);
        Start(One, Other);
        // Until they answer, docker may not have made its containers yet.
        AssertRun(First, One, Other);
        var (one, other) = (ContainerId(One), ContainerId(Other));
        var dropIn = $"/etc/systemd/system/{Service.ImageUnit}.d";
        Host.Do($"mkdir {dropIn}; printf '[Service]\\nExecStart=\\nExecStart=/bin/false\\n' >{dropIn}/fail.conf");

        var upgrade = Rpm($"--upgrade {Package(Second)}");

        Assert.That(upgrade, Is.EqualTo(new ToolResult(0, "", $"{Name}: the new image could not be imported, the running version was left alone: journalctl -u {Service.ImageUnit}\n")));
        Assert.That((ContainerId(One), ContainerId(Other)), Is.EqualTo((one, other)));
        Host.Do($"rm --recursive {dropIn}; systemctl daemon-reload; systemctl reset-failed; systemctl restart '{Name}@*.service'");
        AssertRun(Second, One, Other);
    }

    [Row(RowGroup.Template, "erase: every instance is stopped and disabled, nothing is left")]
    public void Erasing_ends_all_instances()
    {
        Install(First);
        Host.Do($"systemctl enable --now {Unit(One)}; systemctl enable {Unit(Third)}");
        Start(Other);
        AssertRun(First, One, Other);

        Erase(Name);

        AssertRefuses(One);
        AssertRefuses(Other);
        Assert.That(Host.Leftovers(), Is.Empty);
        Assert.That(Host.Do($"systemctl list-units --no-legend --plain --all '{Name}*'"), Is.Empty);
    }

    private (int One, int Other, int Third) Counts() => (Starts(One), Starts(Other), Starts(Third));
}
