namespace RpmTasks.Package.Tests;

/// <summary>Misspelt names, and the lines that messages point to, from the project's files to the build's output.</summary>
public sealed class SpellingTests
{
    private const string Items = """
        <RpmFile Include="note.txt" TargetPath="/etc/appliance/note.txt" Mod="0600" />
        """;

    private UserProject _project = null!;

    private string Image => $"-p:RpmImage={SmallLayout.Write(_project.Path("layout"), "spelling", "amd64")}";

    [OneTimeSetUp]
    public void Restore()
    {
        _project = UserProject.Appliance();
        _project.Write("note.txt", "a note\n");
        _project.Write("appliance.csproj", UserProject.ProjectFile("Microsoft.NET.Sdk", "\n    <RpmServiceEngin>docker</RpmServiceEngin>", Items));
        _project.Write("Directory.Build.props", "<Project>\n  <PropertyGroup>\n    <RpmServiceRestart>sometimes</RpmServiceRestart>\n    <RpmHome>/srv</RpmHome>\n    <Unrelated>$(RpmHome)</Unrelated>\n  </PropertyGroup>\n</Project>\n");
        Assert.That(_project.Run("restore").ExitCode, Is.Zero);
    }

    [OneTimeTearDown]
    public void Remove() => _project?.Dispose();

    [Test]
    public void They_are_warned_of_with_the_nearest_name_and_their_place()
    {
        var result = _project.Pack("--no-restore", Image, "-p:RpmServiceRestart=always", "-p:RpmPrt=80");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(_project.Rpms, Has.Length.EqualTo(1));
        Assert.That(result.Output, Does.Match(@"/appliance\.csproj\(7,6\): warning RPMT1080: RpmServiceEngin is no property of RpmTasks, and nothing in the project reads it\. Did you mean RpmServiceEngine\?"));
        Assert.That(result.Output, Does.Match(@"/appliance\.csproj\(11,\d+\): warning RPMT1081: RpmFile has no metadatum Mod, and nothing in the project reads it\. Did you mean Mode\?"));
        Assert.That(result.Output, Does.Match(@"/appliance\.csproj : warning RPMT1080: RpmPrt is no property of RpmTasks, and nothing in the project reads it\. Did you mean RpmPort\?"));
        Assert.That(result.Output, Does.Not.Contain("RpmHome"));
    }

    [Test]
    public void An_error_points_to_the_file_and_line_that_set_the_value()
    {
        var result = _project.Pack("--no-restore", Image, "-p:Version=2.0.0", "-p:NoWarn=RPMT1080");
        Assert.That(result.ExitCode, Is.Not.Zero, result.All);
        Assert.That(result.Output, Does.Match(@"/Directory\.Build\.props\(3,6\): error RPMT\d{4}: RpmServiceRestart='sometimes' "));
        Assert.That(result.Output, Does.Not.Contain("RPMT1080"));
    }

    [Test]
    public void Made_an_error_it_leaves_no_package()
    {
        var result = _project.Pack("--no-restore", Image, "-p:Version=3.0.0", "-p:RpmServiceRestart=always", "-warnaserror:RPMT1081");
        Assert.That(result.ExitCode, Is.Not.Zero, result.All);
        Assert.That(result.Output, Does.Contain("error RPMT1081: "));
        Assert.That(_project.Rpms.Select(Path.GetFileName), Has.None.Contains("3.0.0"));
    }
}
