using System.Text.Json.Nodes;

using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Package.Tests;

/// <summary>RpmVerify and RpmInspect as a user calls them.</summary>
public sealed class ReadingTests
{
    [Test]
    public void A_project_that_was_only_restored_reads_packages_of_others_and_stays_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var (binary, _) = ForeignPackages.Build(folder, "w9.gzdio");
        using var project = UserProject.Appliance();
        Assert.That(project.Run("restore").ExitCode, Is.Zero);
        var before = Files(project);

        var verified = Read(project, "RpmVerify", binary);
        var inspected = Read(project, "RpmInspect", binary, "-p:RpmInspectFormat=json");

        Assert.That(verified.ExitCode, Is.Zero, verified.All);
        Assert.That(verified.Output, Does.Contain("  everything-1.0~rc1-2.x86_64.rpm: sound").And.Contain("warning RPMT4033"));
        Assert.That(JsonNode.Parse(inspected.Output)![0]!["identity"]!["nevra"]!.GetValue<string>(), Is.EqualTo("everything-3:1.0~rc1-2.x86_64"));
        Assert.That(Files(project), Is.EqualTo(before));
    }

    [Test]
    public void A_damaged_package_fails_the_build_and_a_sound_one_beside_it_is_read_too()
    {
        using var folder = new TemporaryFolder();
        var (binary, source) = ForeignPackages.Build(folder, "w9.gzdio");
        var bytes = File.ReadAllBytes(binary);
        bytes[^10] ^= 1;
        File.WriteAllBytes(folder.File("a.rpm"), bytes);
        File.Copy(source, folder.File("b.rpm"));
        using var project = UserProject.Appliance();
        Assert.That(project.Run("restore").ExitCode, Is.Zero);

        var verified = Read(project, "RpmVerify", folder.File("*.rpm"));

        Assert.That(verified.ExitCode, Is.Not.Zero);
        Assert.That(verified.Output, Does.Contain("error RPMT4032: a.rpm is damaged: PAYLOADSHA256 (5092)").And.Contain("  b.rpm: sound"));
    }

    [TestCase("%3B")]
    [TestCase("%3b")]
    public void A_list_on_the_command_line_is_written_with_an_escaped_semicolon(string semicolon)
    {
        using var folder = new TemporaryFolder();
        var (binary, source) = ForeignPackages.Build(folder, "w9.gzdio");
        using var project = UserProject.Appliance();
        Assert.That(project.Run("restore").ExitCode, Is.Zero);

        var verified = Read(project, "RpmVerify", binary + semicolon + source);

        Assert.That(verified.Output, Does.Contain($"  {Path.GetFileName(binary)}: sound").And.Contain($"  {Path.GetFileName(source)}: sound"), verified.All);
    }

    [Test]
    public void Without_a_name_the_last_package_of_the_project_is_read_in_whatever_configuration()
    {
        using var project = UserProject.Console();
        var packed = project.Pack($"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}");
        Assert.That(packed.ExitCode, Is.Zero, packed.All);

        var verified = project.Run("msbuild", "-nologo", "-tl:off", "-t:RpmVerify");

        Assert.That(verified.Output, Does.Contain($"  {Path.GetFileName(project.Rpm)}: sound"), verified.All);
    }

    private static ToolResult Read(UserProject project, string target, string packages, params string[] more) =>
        project.Run(["msbuild", "-nologo", "-tl:off", $"-t:{target}", $"-p:RpmPackageFile={packages}", .. more]);

    private static IReadOnlyList<string> Files(UserProject project) =>
        [.. Directory.GetFiles(project.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}")];
}
