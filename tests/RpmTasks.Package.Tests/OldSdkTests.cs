namespace RpmTasks.Package.Tests;

/// <summary>An SDK or MSBuild that is too old, simulated by the versions that the targets see: one error that says what is needed, before anything is done.</summary>
public sealed class OldSdkTests
{
    private UserProject _project = null!;

    [OneTimeSetUp]
    public void Restore()
    {
        _project = UserProject.Appliance();
        Assert.That(_project.Run("restore").ExitCode, Is.Zero);
    }

    [OneTimeTearDown]
    public void Remove() => _project?.Dispose();

    [TestCase("needs the .NET SDK 10.0.100 or later; this is 9.0.300.", "publish", "--no-restore", "-p:PackAsRpm=true", "-p:NETCoreSdkVersion=9.0.300")]
    [TestCase("needs the .NET SDK 10.0.100 or later; this is 8.0.100-preview.1.", "msbuild", "-t:RpmPack", "-p:NETCoreSdkVersion=8.0.100-preview.1")]
    [TestCase("needs MSBuild 18 or later; this is 17.14.8.", "publish", "--no-restore", "-p:PackAsRpm=true", "-p:_RpmMSBuildRuntime=Full", "-p:_RpmMSBuildVersion=17.14.8")]
    [TestCase("needs MSBuild 18 or later; this is 16.11.2.", "msbuild", "-t:RpmVerify", "-p:_RpmMSBuildRuntime=Full", "-p:_RpmMSBuildVersion=16.11.2")]
    public void It_gets_one_error(string message, params string[] arguments)
    {
        var result = _project.Run([.. arguments, "-p:RpmImage=docker-archive:none.tar"]);
        Assert.That(result.ExitCode, Is.Not.Zero, result.All);
        Assert.That(result.Output.Split('\n').Where(line => line.Contains("error ", StringComparison.Ordinal)).Distinct().Single(), Does.Contain("appliance.csproj : error RPMT9001: RpmTasks ").And.Contain(message));
        Assert.That(_project.Path("bin"), Does.Not.Exist, "nothing was built");
    }

    [TestCase("-p:NETCoreSdkVersion=9.0.300")]
    [TestCase("-p:_RpmMSBuildRuntime=Full", "-p:_RpmMSBuildVersion=17.14.8")]
    public void Without_PackAsRpm_it_is_none_of_our_business(params string[] properties)
    {
        using var project = UserProject.Appliance();
        var result = project.Run(["publish", .. properties]);
        Assert.That(result.Output, Does.Not.Contain("RPMT"), result.All);
        Assert.That(result.ExitCode, Is.Zero, result.All);
    }
}
