using System.Collections;

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

using RpmTasks.Testing;

namespace RpmTasks.Tasks.Tests;

/// <summary>Which packages the reading tasks read, and what they log.</summary>
public sealed class ReadingTaskTests
{
    [Test]
    public void A_project_that_packed_nothing_is_RPMT4035()
    {
        using var folder = new TemporaryFolder();
        using var task = new VerifyRpm { ProjectFile = folder.File("a.csproj"), BuildEngine = new Engine() };

        Assert.That(task.Execute(), Is.False);
        Assert.That(Engine.Of(task).Codes, Is.EqualTo(new[] { "RPMT4035" }));
    }

    [Test]
    public void A_pattern_that_fits_nothing_is_RPMT4035_and_not_the_last_package()
    {
        using var folder = new TemporaryFolder();
        using var task = new InspectRpm { ProjectFile = folder.File("a.csproj"), Asked = "dist/*.rpm", WrittenLists = [List(folder, "old", "old.rpm")], BuildEngine = new Engine() };

        Assert.That(task.Execute(), Is.False);
        Assert.That(Engine.Of(task).Codes, Is.EqualTo(new[] { "RPMT4035" }));
    }

    [Test]
    public void Without_a_name_the_newest_list_is_read()
    {
        using var folder = new TemporaryFolder();
        var (older, newer) = (List(folder, "Debug", "older.rpm"), List(folder, "Release", "newer.rpm"));
        File.SetLastWriteTimeUtc(older.ItemSpec, DateTime.UnixEpoch);
        using var task = new VerifyRpm { ProjectFile = folder.File("a.csproj"), WrittenLists = [older, newer], BuildEngine = new Engine() };

        Assert.That(task.Execute(), Is.False);
        Assert.That(Engine.Of(task).Messages.Single(), Does.Contain("newer.rpm"));
    }

    [Test]
    public void One_bad_package_does_not_hide_the_next()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.rpm"), "text");
        using var task = new VerifyRpm
        {
            ProjectFile = folder.File("a.csproj"),
            PackageFiles = [new TaskItem("none.rpm"), new TaskItem("text.rpm")],
            BuildEngine = new Engine(),
        };

        Assert.That(task.Execute(), Is.False);
        Assert.That(Engine.Of(task).Codes, Is.EqualTo(new[] { "RPMT4030", "RPMT4031" }));
    }

    [Test]
    public void A_folder_is_called_one()
    {
        using var folder = new TemporaryFolder();
        using var task = new VerifyRpm { ProjectFile = folder.File("a.csproj"), PackageFiles = [new TaskItem(folder.Path)], BuildEngine = new Engine() };
        using var keys = new VerifyRpm { ProjectFile = folder.File("a.csproj"), PackageFiles = [new TaskItem("a.rpm")], KeyFiles = [new TaskItem(folder.Path)], BuildEngine = new Engine() };

        Assert.That((task.Execute(), keys.Execute()), Is.EqualTo((false, false)));
        Assert.That((Engine.Of(task).Messages.Single(), Engine.Of(keys).Messages.Single()), Is.EqualTo((
            $"'{folder.Path}' cannot be read: it is a folder. Check RpmPackageFile; a path in it is absolute or relative to the project file.",
            $"RpmVerifyKeyFile='{folder.Path}' cannot be used: it is a folder. Export the public key with 'gpg --export --armor ID' and name that file.")));
    }

    [Test]
    public void An_unknown_format_is_RPMT1001()
    {
        using var folder = new TemporaryFolder();
        using var task = new InspectRpm { ProjectFile = folder.File("a.csproj"), Format = "yaml", BuildEngine = new Engine() };

        Assert.That(task.Execute(), Is.False);
        Assert.That(Engine.Of(task).Codes, Is.EqualTo(new[] { "RPMT1001" }));
    }

    private static TaskItem List(TemporaryFolder folder, string name, string package)
    {
        File.WriteAllText(folder.File(name), folder.File(package) + "\n");
        return new TaskItem(folder.File(name));
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class Engine : IBuildEngine
    {
        public List<string?> Codes { get; } = [];

        public List<string?> Messages { get; } = [];

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public static Engine Of(ITask task) => (Engine)task.BuildEngine;

        public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

        public void LogErrorEvent(BuildErrorEventArgs e)
        {
            Codes.Add(e.Code);
            Messages.Add(e.Message);
        }

        public void LogWarningEvent(BuildWarningEventArgs e) => Codes.Add(e.Code);

        public void LogMessageEvent(BuildMessageEventArgs e)
        {
        }

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }
    }
}
