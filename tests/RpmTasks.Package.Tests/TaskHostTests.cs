namespace RpmTasks.Package.Tests;

/// <summary>
/// The tasks in a process of their own, where MSBuild.exe runs them (docs/visual-studio.md). Under dotnet msbuild a project can ask for that, by
/// naming a task before the package does.
/// </summary>
public sealed class TaskHostTests
{
    private const string InTaskHost = """
        <UsingTask TaskName="RpmTasks.Tasks.PackRpm" AssemblyFile="$(RpmTasksAssembly)" TaskFactory="TaskHostFactory" Condition="'$(RpmTasksAssembly)' != ''" />
        """;

    [Test]
    public void What_the_task_says_and_returns_arrives()
    {
        using var project = UserProject.Appliance();
        project.Write("appliance.csproj", UserProject.ProjectFile("Microsoft.NET.Sdk", "<RpmVersoin>7</RpmVersoin>").Replace("<PropertyGroup>", InTaskHost + "<PropertyGroup>", StringComparison.Ordinal));
        var image = $"-p:RpmImage={SmallLayout.Write(project.Path("layout"), "host", "amd64")}";

        var result = project.Run("build", "-c", "Release", "-t:RpmPack", "-restore", image, "-p:RpmPrt=1", "-getTargetResult:RpmPack", "-bl");

        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(project.Rpms, Has.Length.EqualTo(1));
        Assert.That(result.Output, Does.Contain("\"Name\": \"appliance\""), "the item came back");
        Assert.That(result.All, Does.Contain("RPMT1080: RpmVersoin ").And.Contain("RPMT1080: RpmPrt "), "warnings, and the properties of the command line");

        var wrong = project.Run("build", "-c", "Release", "--no-restore", "-t:RpmPack", image, "-p:RpmServiceEngine=lxc", "-v:diag");
        Assert.That(wrong.ExitCode, Is.Not.Zero);
        Assert.That(wrong.Output, Does.Contain("error RPMT1001: RpmServiceEngine='lxc'"));
        Assert.That(wrong.Output, Does.Contain("in an external task host"), "it did run there");
    }
}
