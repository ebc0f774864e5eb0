namespace RpmTasks.Packaging.Tests.Projects;

/// <summary>Which files of a project are read, and that none of them can do harm.</summary>
public sealed class ProjectTextReaderTests
{
    private const string Property = "<PropertyGroup><RpmEpoch>1</RpmEpoch></PropertyGroup>";

    [TestCase("imported.props")]
    [TestCase("sub\\imported.props")]
    [TestCase("$(MSBuildThisFileDirectory)sub/imported.props")]
    [TestCase("$(MSBuildProjectDirectory)/sub/imported.props")]
    [TestCase("$([MSBuild]::GetPathOfFileAbove('above.props', '$(MSBuildThisFileDirectory)sub/'))")]
    public void An_import_that_names_its_file_is_followed(string import)
    {
        using var project = ProjectFolder.With($"<Import Project=\"{import}\" />");
        foreach (var file in (string[])["imported.props", "sub/imported.props", "above.props"])
            project.Write(file, Property);
        Assert.That(project.Read().Written.Single().Name, Is.EqualTo("RpmEpoch"));
    }

    [TestCase("<Import Project=\"Sdk.props\" Sdk=\"Microsoft.NET.Sdk\" />")]
    [TestCase("<Import Project=\"$(Somewhere)/imported.props\" />")]
    [TestCase("<Import Project=\"*.props\" />")]
    [TestCase("<Import Project=\"missing.props\" />")]
    [TestCase("<Import Project=\"\" />")]
    [TestCase("<Import Project=\"app.csproj\" />")]
    public void Other_imports_are_left_alone(string import)
    {
        using var project = ProjectFolder.With(import);
        project.Write("imported.props", Property).Write("Sdk.props", Property);
        Assert.That(project.Read().Written, Is.Empty);
    }

    [Test]
    public void What_MSBuild_imports_unasked_is_read()
    {
        using var project = ProjectFolder.With("");
        project.Write("Directory.Build.props", Property).Write("Directory.Build.targets", Property);
        Assert.That(project.Read().Written.Select(written => written.At.File), Is.EqualTo(new[] { project.File("Directory.Build.props"), project.File("Directory.Build.targets") }));
    }

    [TestCase("")]
    [TestCase("no xml")]
    [TestCase("<!DOCTYPE p [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><Project><PropertyGroup><RpmEpoch>&a;</RpmEpoch></PropertyGroup></Project>")]
    public void What_is_no_project_is_nothing(string text)
    {
        using var project = ProjectFolder.With("");
        File.WriteAllText(project.File("Directory.Build.props"), text);
        Assert.That(project.Read().Written, Is.Empty);
    }

    [Test]
    public void A_long_chain_of_imports_ends()
    {
        using var project = ProjectFolder.With("<Import Project=\"0.props\" />");
        for (var i = 0; i < 300; i++)
            project.Write($"{i}.props", $"<Import Project=\"{i + 1}.props\" />{Property}");
        Assert.That(project.Read().Written, Has.Length.InRange(100, 200));
    }
}
