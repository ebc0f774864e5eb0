using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Rows about one packaged service. What a row installed is erased after it, and nothing else may be left then.</summary>
internal abstract class ServiceStory(Column column, Sample sample) : MatrixStory(column)
{
    protected const string First = "1.0.0";
    protected const string Second = "2.0.0";

    private readonly Sample _sample = column.Of(sample);

    protected ServiceStory(Column column)
        : this(column, Sample.HelloAot)
    {
    }

    protected string Name => _sample.Package;

    protected string EnvironmentFile => $"/etc/{Name}/{Name}.env";

    protected string DropIns => $"/etc/systemd/system/{Name}.service.d";

    protected ServiceOnHost Service => new(Host, _sample);

    /// <summary>A version of the package, on the host. Each has another environment file, so that an edited one meets a new one.</summary>
    protected string Package(string version) => Host.CopyIn(PackageFile(version));

    /// <summary>The same, on the machine.</summary>
    protected string PackageFile(string version) => Column.Package(_sample.As("life", ("RpmEnvironment", $"RELEASE={version}")), version);

    /// <summary>A version of another package, on the host.</summary>
    protected string Package(Sample sample, string version) => Host.CopyIn(Column.Package(sample, version));

    protected void Install(string version) => Service.Transact($"rpm --install {Package(version)}");

    protected void Upgrade(string version) => Service.Transact($"rpm --upgrade {Package(version)}");

    /// <summary>The beginning of many rows: the first version, enabled and running.</summary>
    protected void InstallAndRun(string version = First)
    {
        Install(version);
        if (Column.IsEnabledBySystemctl)
            Host.Do($"systemctl enable {Name}");
        Host.Do($"systemctl start {Name}");
        AssertRuns(version);
    }

    /// <summary>Exactly this version runs, once, and will after the next boot; its package is whole.</summary>
    protected void AssertRuns(string version)
    {
        Service.AssertRuns(version);
        Service.AssertVerifies();
        Assert.That(Service.IsEnabled, Is.EqualTo(Column.Enabled));
    }

    protected void Erase(params string[] names) => Assert.That(Rpm($"--erase {string.Join(' ', names)}"), Is.EqualTo(new ToolResult(0, "", "")));

    protected ToolResult Rpm(string arguments) => DebiansRpm.WithoutAdvice(Host.Run($"rpm {arguments}"));

    /// <summary>systemd refuses a unit that is started more than five times in ten seconds, and a row is told faster than it is lived.</summary>
    [SetUp]
    public void ForgetHowOftenItStarted() => Host.Run($"systemctl reset-failed {Name}");

    protected override void Clean()
    {
        // Stubs stand for what Debian installed; all other packages are ours.
        var ours = Host.Do("rpm --query --all --queryformat '%{NAME} %{SOURCERPM}\\n' | grep --invert-match ' stubs-' || :");
        var names = ours.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToArray();
        if (names.Length > 0)
            Erase(names);
        Assert.That(Host.Leftovers(), Is.Empty);
    }
}
