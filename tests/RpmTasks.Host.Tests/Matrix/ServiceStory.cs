using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Rows about one packaged service. What a row installed is erased after it, and nothing else may be left then.</summary>
internal abstract class ServiceStory(Column column) : MatrixStory(column)
{
    protected const string First = "1.0.0";
    protected const string Second = "2.0.0";

    private readonly Sample _sample = column.Of(Sample.HelloAot);

    protected string Name => _sample.Package;

    protected Sample Plain => _sample;

    protected ServiceOnHost Service => new(Host, _sample);

    /// <summary>A version of the package, on the host.</summary>
    protected string Package(string version) => Package(Sample.HelloAot, version);

    protected string Package(Sample sample, string version) => Host.CopyIn(Column.Package(sample, version));

    protected void Install(string version) => Service.Transact($"rpm --install {Package(version)}");

    protected void Upgrade(string version) => Service.Transact($"rpm --upgrade {Package(version)}");

    /// <summary>The beginning of many rows: the first version, enabled and running.</summary>
    protected void InstallAndRun(string version = First)
    {
        Install(version);
        Host.Do($"systemctl enable --now {Name}");
        Service.AssertRuns(version);
    }

    protected void Erase(params string[] names)
    {
        var erased = Host.Run($"rpm --erase {string.Join(' ', names)}");
        Assert.That(erased, Is.EqualTo(new ToolResult(0, "", "")));
    }

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
