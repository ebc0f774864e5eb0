using System.Security.Cryptography;

using RpmTasks.Testing;

namespace RpmTasks.Package.Tests;

/// <summary>A reference alone changes nothing.</summary>
public sealed class WithoutPackAsRpmTests
{
    [Test]
    public void A_project_publishes_byte_for_byte_as_without_the_package()
    {
        using var output = new TemporaryFolder();
        using var project = UserProject.Web();
        Assert.That(project.Run("publish", "-o", output.File("with")).ExitCode, Is.Zero);
        Assert.That(project.Rpms, Is.Empty);
        Assert.That(Directory.GetDirectories(project.Path("obj"), "rpm", SearchOption.AllDirectories), Is.Empty);

        Directory.Delete(project.Path("obj"), recursive: true);
        Directory.Delete(project.Path("bin"), recursive: true);
        Assert.That(project.Run("publish", "-p:WithoutRpmTasks=true", "-o", output.File("without")).ExitCode, Is.Zero);
        Assert.That(Contents(output.File("with")), Is.EqualTo(Contents(output.File("without"))).And.Not.Empty);
    }

    /// <summary>What decides how a project is built and published has the same values, and so have the items, but for the reference itself.</summary>
    [Test]
    public void A_project_is_evaluated_as_without_the_package()
    {
        string[] properties =
        [
            "OutputPath", "OutDir", "PublishDir", "IntermediateOutputPath", "RuntimeIdentifier", "RuntimeIdentifiers", "SelfContained", "IsPublishable", "PathMap", "DeterministicSourcePaths", "Deterministic",
            "IsTransformWebConfigDisabled", "PackageOutputPath", "ContainerBaseImage", "ContainerRepository", "ContainerRuntimeIdentifier", "PublishContainerDependsOn", "BuildDependsOn", "CoreBuildDependsOn",
            "DefineConstants", "NoWarn", "Optimize", "DebugType", "OutputType",
        ];
        string[] items = ["Compile", "Content", "None", "EmbeddedResource", "ContainerLabel", "ContainerPort", "ContainerEnvironmentVariable", "FrameworkReference", "ProjectCapability", "AvailableItemName"];
        string[] evaluate = ["msbuild", "-p:Configuration=Release", "-p:_IsPublishing=true", $"-getProperty:{string.Join(',', properties)}", $"-getItem:{string.Join(',', items)}"];
        using var project = UserProject.Web();
        Assert.That(project.Run("restore").ExitCode, Is.Zero);
        var with = project.Run(evaluate);
        Assert.That(project.Run("restore", "-p:WithoutRpmTasks=true").ExitCode, Is.Zero);
        var without = project.Run([.. evaluate, "-p:WithoutRpmTasks=true"]);
        Assert.That(with.ExitCode, Is.Zero, with.All);
        Assert.That(Lines(with.Output), Is.EqualTo(Lines(without.Output)));
        Assert.That(with.Output, Does.Contain("\"PublishDir\": \"").And.Contain("\"Identity\": \"Program.cs\""), "there is something to compare");
    }

    // When a file was read last is nobody's.
    private static string[] Lines(string output) => [.. output.Split('\n').Where(line => !line.Contains("\"AccessedTime\"", StringComparison.Ordinal))];

    private static string[] Contents(string folder) =>
    [
        .. from file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(folder, file)
           orderby name
           select $"{name} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}",
    ];
}
