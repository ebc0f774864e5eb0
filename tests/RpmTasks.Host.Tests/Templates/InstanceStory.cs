using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Templates;

/// <summary>What the instances of one template have of their own.</summary>
[TestFixtureSource(nameof(Columns))]
internal sealed class InstanceStory(Column column) : TemplateStory(column)
{
    public static IReadOnlyList<Column> Columns { get; } = Column.ForOtherKinds;

    private string ArgumentsOfOne => $"/etc/sysconfig/{Name}-{One}";

    [Row(RowGroup.Template, "two instances: each answers on its own port and logs its own lines")]
    public void Each_has_its_own_port_container_and_journal()
    {
        Install(First);
        Assert.That(State(One), Is.EqualTo("disabled inactive"));
        Service.AssertUnitsAreSound();

        Start(One, Other);

        AssertRun(First, One, Other);
        foreach (var instance in new[] { One, Other })
            Assert.That(Host.Do($"journalctl --unit={Unit(instance)} --output=cat _SYSTEMD_INVOCATION_ID=$(systemctl show --property=InvocationID --value {Unit(instance)}) | grep --count --extended-regexp '{Sample.HelloAot.Logs}'"), Is.EqualTo("1"));

        Host.Do($"systemctl stop {Unit(One)}");
        AssertRun(First, Other);
        AssertRefuses(One);
    }

    [Row(RowGroup.Template, "/etc/sysconfig/NAME-INSTANCE: arguments for one instance alone")]
    public void One_has_arguments_of_its_own()
    {
        Install(First);
        Host.Do($"echo 'HELLOAOT_RUN_ARGS=\"--env=WHO=one --env=%i=$HOME\"' >{ArgumentsOfOne}");

        Start(One, Other);

        AssertRun(First, One, Other);
        const string variables = "grep --text --null-data --extended-regexp '^(WHO|%i)=' | sort --zero-terminated | tr '\\0' ' '";
        Assert.That(Host.Do($"cat /proc/{Pid(One)}/environ | {variables}"), Is.EqualTo("%i=$HOME WHO=one "));
        Assert.That(Host.Do($"cat /proc/{Pid(Other)}/environ | {variables}"), Is.Empty);
        Host.Do($"rm {ArgumentsOfOne}");
    }

    [Row(RowGroup.Template, "one enabled, reboot: that one is back")]
    public void A_reboot_brings_back_what_is_enabled()
    {
        Install(First);
        Host.Do($"systemctl enable --now {Unit(One)}");
        Start(Other);

        Host.Reboot();

        AssertRun(First, One);
        AssertRefuses(Other);
        Assert.That(State(One), Is.EqualTo("enabled active"));
    }

    [Row(RowGroup.Template, "one killed: it is restarted, the other is left alone")]
    public void A_killed_one_does_not_touch_the_other()
    {
        Install(First);
        Start(One, Other);
        AssertRun(First, One, Other);
        var (killed, left) = (ContainerId(One), ContainerId(Other));

        Host.Do($"kill -KILL {Pid(One)}; until [ \"$(systemctl show --property=NRestarts --value {Unit(One)})\" = 1 ] && systemctl is-active --quiet {Unit(One)}; do sleep 0.2; done");

        AssertRun(First, One, Other);
        Assert.That(ContainerId(One), Is.Not.EqualTo(killed));
        Assert.That(ContainerId(Other), Is.EqualTo(left));
    }
}
