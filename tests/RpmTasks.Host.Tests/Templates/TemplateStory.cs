using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Templates;

/// <summary>Rows about instances of a template, each named after its port on the host.</summary>
internal abstract class TemplateStory(Column column)
    : ServiceStory(column, Sample.HelloAot.As("template", ("RpmServiceKind", "template"), ("RpmPort", "%i:8080")))
{
    /// <summary>The identifier of systemd's message that a unit was started.</summary>
    private const string UnitStarted = "MESSAGE_ID=39f53479d3a045ac8e11786248231fbf";

    protected const int One = 8081;
    protected const int Other = 8082;
    protected const int Third = 8083;

    protected string Unit(int instance) => $"{Name}@{instance}.service";

    protected string Container(int instance) => $"{Name}-{instance}";

    protected void Start(params int[] instances) => Host.Do($"systemctl start {string.Join(' ', instances.Select(Unit))}");

    protected int Starts(int instance) => int.Parse(Host.Do($"journalctl --output=cat UNIT={Unit(instance)} {UnitStarted} | wc -l"), null);

    protected string ContainerId(int instance) => Host.Do($"{Column.Engine} inspect --format '{{{{.Id}}}}' {Container(instance)}");

    protected string Pid(int instance) => Host.Do($"{Column.Engine} inspect --format '{{{{.State.Pid}}}}' {Container(instance)}");

    protected string State(int instance) =>
        $"{Host.Run($"systemctl is-enabled {Unit(instance)}").Output.Trim()} {Host.Run($"systemctl is-active {Unit(instance)}").Output.Trim()}";

    /// <summary>Exactly these run and answer as this version, each in one container of the one image.</summary>
    protected void AssertRun(string version, params int[] instances)
    {
        foreach (var instance in instances)
        {
            var answer = Host.Run($"curl --silent --show-error --fail --retry 30 --retry-all-errors --retry-delay 1 http://127.0.0.1:{instance}/");
            Assert.That(answer.Output, Is.EqualTo(Sample.HelloAot.Says(version)), () => answer.Error + Host.Journal(Unit(instance)));
        }

        Assert.That(Service.Images.Select(image => image.Split(' ')[0].Split(':')[1].Split('-')[0]), Is.EqualTo([version]));
        var id = Service.Images[0].Split("sha256:")[1];
        Assert.That(Service.Containers, Is.EquivalentTo(instances.Select(instance => $"{Container(instance)} {id}")));
        Assert.That(
            Host.Do($"systemctl list-units --no-legend --plain --all '{Name}@*' | awk '$3 == \"active\" {{print $1}}'").Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Is.EqualTo(instances.Select(Unit)));
        Assert.That(Host.Run("systemctl is-system-running").Output, Is.EqualTo("running\n"), () => Host.Do("systemctl --failed --no-pager"));
    }

    protected void AssertRefuses(int instance) =>
        Assert.That(Host.Run($"curl --silent http://127.0.0.1:{instance}/").ExitCode, Is.EqualTo(7), "curl's code for a refused connection");
}
