using RpmTasks.Packaging.Projects;

namespace RpmTasks.Packaging.Tests.Projects;

/// <summary>RPMT1080 and RPMT1081: what MSBuild takes without a word.</summary>
public sealed class SpellingCheckTests
{
    [TestCase("<PropertyGroup><RpmServiceEngin>docker</RpmServiceEngin></PropertyGroup>", "RPMT1080", "RpmServiceEngin is no property of RpmTasks, and nothing in the project reads it. Did you mean RpmServiceEngine?")]
    [TestCase("<PropertyGroup><RpmSrevicename>x</RpmSrevicename></PropertyGroup>", "RPMT1080", "RpmSrevicename is no property of RpmTasks, and nothing in the project reads it. Did you mean RpmServiceName?")]
    [TestCase("<PropertyGroup><RmpPackageName>x</RmpPackageName></PropertyGroup>", "RPMT1080", "RmpPackageName is no property of RpmTasks, and nothing in the project reads it. Did you mean RpmPackageName?")]
    [TestCase("<PropertyGroup><PackAsRmp>true</PackAsRmp></PropertyGroup>", "RPMT1080", "PackAsRmp is no property of RpmTasks, and nothing in the project reads it. Did you mean PackAsRpm?")]
    [TestCase("<PropertyGroup><RpmSourceOfEverything>x</RpmSourceOfEverything></PropertyGroup>", "RPMT1080", "RpmSourceOfEverything is no property of RpmTasks, and nothing in the project reads it. docs/properties.md lists all that there are.")]
    [TestCase("<ItemGroup><RpmRequire Include='x' /></ItemGroup>", "RPMT1080", "RpmRequire is no item of RpmTasks, and nothing in the project reads it. Did you mean RpmRequires?")]
    [TestCase("<ItemGroup><RpmServiceName Include='x' /></ItemGroup>", "RPMT1080", "RpmServiceName is no item of RpmTasks, and nothing in the project reads it. It is a property: <PropertyGroup><RpmServiceName>value</RpmServiceName></PropertyGroup>.")]
    [TestCase("<Target Name='x'><PropertyGroup><RpmVersoin>1</RpmVersoin></PropertyGroup></Target>", "RPMT1080", "RpmVersoin is no property of RpmTasks, and nothing in the project reads it. Did you mean RpmVersion?")]
    [TestCase("<ItemGroup><RpmFile Include='x' TargetPth='/etc/x' /></ItemGroup>", "RPMT1081", "RpmFile has no metadatum TargetPth, and nothing in the project reads it. Did you mean TargetPath?")]
    [TestCase("<ItemGroup><RpmFile Include='x'><Moed>0600</Moed></RpmFile></ItemGroup>", "RPMT1081", "RpmFile has no metadatum Moed, and nothing in the project reads it. Did you mean Mode?")]
    [TestCase("<ItemDefinitionGroup><RpmFile><Permissions>0600</Permissions></RpmFile></ItemDefinitionGroup>", "RPMT1081", "RpmFile has no metadatum Permissions, and nothing in the project reads it. It has Group, Kind, Mode, Owner, TargetPath.")]
    [TestCase("<ItemGroup><RpmRequires Include='x' Version='2' /></ItemGroup>", "RPMT1081", "RpmRequires has no metadatum Version, and nothing in the project reads it. RpmRequires has none; all stands in Include.")]
    public void A_misspelt_name_is_told_from_what_it_should_be(string body, string code, string message)
    {
        using var project = ProjectFolder.With(body);
        var problem = new SpellingCheck(project.Read(), KnownNames.Ours).Find().Single();
        Assert.That((problem.Rule.Code, problem.Message), Is.EqualTo((code, message)));
        Assert.That((problem.At!.File, problem.At.Line), Is.EqualTo((project.ProjectFile, 2)));
    }

    [TestCase("<PropertyGroup><RpmServiceEngine>docker</RpmServiceEngine><rpmport>80</rpmport><PACKASRPM>true</PACKASRPM></PropertyGroup>", TestName = "What there is, in any case")]
    [TestCase("<PropertyGroup><RpmRoot>/srv</RpmRoot><RpmOutputPath>$(RpmRoot)/x</RpmOutputPath></PropertyGroup>", TestName = "A property of the project's own")]
    [TestCase("<PropertyGroup><RpmRoot>/srv</RpmRoot></PropertyGroup><Target Name='x' Condition=\"'$(RpmRoot.Length)' != ''\" />", TestName = "One that a condition reads")]
    [TestCase("<ItemGroup><RpmFile Include='x' TargetPath='/etc/x' Component='web' Visible='false' /></ItemGroup><Target Name='x'><Message Text='%(RpmFile.Component)' /></Target>", TestName = "Metadata of the project's own, and an editor's")]
    [TestCase("<ItemGroup><RpmFile Include='x' Exclude='y' Condition='true'><TargetPath>/etc/x</TargetPath></RpmFile><RpmPackage Update='x' Uploaded='true' /></ItemGroup>", TestName = "MSBuild's own attributes, and what RpmTasks makes")]
    [TestCase("<PropertyGroup><RPM_BUILD_ROOT>x</RPM_BUILD_ROOT><RpmPackDependsOn>x</RpmPackDependsOn><AppImage>x</AppImage></PropertyGroup>", TestName = "Names of others")]
    [TestCase("<Target Name='RpmUpload' AfterTargets='RpmPack' />", TestName = "A target")]
    public void What_is_meant_passes(string body)
    {
        using var project = ProjectFolder.With(body);
        Assert.That(new SpellingCheck(project.Read(), KnownNames.Ours).Find().Select(problem => problem.Message), Is.Empty);
    }

    [Test]
    public void The_command_line_is_read_too()
    {
        using var project = ProjectFolder.With("<PropertyGroup><X>$(RpmMine)</X></PropertyGroup>");
        var problems = new SpellingCheck(project.Read("RpmPrt", "RpmMine", "RpmPort", "_RpmIsInner", "Configuration"), KnownNames.Ours).Find();
        Assert.That(problems.Select(problem => (problem.Message, problem.At)), Is.EqualTo(new[] { ("RpmPrt is no property of RpmTasks, and nothing in the project reads it. Did you mean RpmPort?", (object?)null) }));
    }

    [TestCase("kitten", "sitting", 3)]
    [TestCase("Mode", "Moed", 1)]
    [TestCase("", "abc", 3)]
    [TestCase("same", "same", 0)]
    public void The_distance_counts_a_swap_as_one(string one, string other, int distance) =>
        Assert.That((NearestName.Distance(one, other), NearestName.Distance(other, one)), Is.EqualTo((distance, distance)));
}
