using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Package.Tests;

/// <summary>RpmImageLayers=shared, from a project to its files.</summary>
public sealed class SharedLayersTests
{
    /// <summary>What every pack says of its packages.</summary>
    private const string SayItems = """
        <Project>
          <Target Name="SayItems" AfterTargets="AfterRpmPack"><Message Importance="High" Text="item %(RpmPackage.Kind) %(RpmPackage.Filename)%(RpmPackage.Extension)" /></Target>
        </Project>
        """;

    /// <summary>A change of one line ships less than a hundredth of what the package of all ships: of an app on a base with .NET, and of one that brings .NET.</summary>
    [TestCase("docker-archive", 1, TestName = "A_change_of_one_line_ships_less_than_a_hundredth")]
    [TestCase("scratch", 1, "-r", "linux-x64", "--self-contained", TestName = "So_does_a_change_of_an_app_that_brings_its_runtime")]
    public void A_change_of_one_line(string baseImage, int layers, params string[] arguments)
    {
        using var project = UserProject.Web();
        string[] options = [$"-p:RpmBaseImage={(baseImage == "scratch" ? baseImage : $"{baseImage}:{DotNetBase.Archive}")}", .. arguments];
        Pack(project, [.. options, "-p:RpmOutputPath=out", "-p:RpmImageLayers=shared", "-p:Version=1.0.0"]);
        var before = Layers(project);

        project.Write("Program.cs", File.ReadAllText(project.Path("Program.cs")).Replace("Hello World!", "Hello, world", StringComparison.Ordinal));
        Pack(project, [.. options, "-p:RpmOutputPath=out", "-p:RpmImageLayers=shared", "-p:Version=1.0.1"]);
        Pack(project, [.. options, "-p:RpmOutputPath=bundled", "-p:Version=1.0.1"]);

        var shipped = new FileInfo(project.Path("out", "hello-1.0.1-1.x86_64.rpm")).Length;
        var bundled = new FileInfo(project.Path("bundled", "hello-1.0.1-1.x86_64.rpm")).Length;
        TestContext.Out.WriteLine($"bundled {bundled}, shared {shipped} bytes: {100.0 * shipped / bundled:0.000} %");
        Assert.That(shipped * 100, Is.LessThan(bundled));
        Assert.That(Layers(project), Is.EqualTo(before).And.Count.EqualTo(layers), "name and time of writing");
    }

    [Test]
    public void Each_package_is_an_item_a_line_and_cleaned_up()
    {
        using var project = UserProject.Web();
        project.Write("Directory.Build.targets", SayItems);
        string[] options = [$"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}", "-p:RpmOutputPath=out", "-p:RpmImageLayers=shared"];

        var first = Pack(project, options);
        var layer = Layers(project).Single().Name;
        var second = Pack(project, [.. options, "-p:Version=2.0.0"]);
        var verified = project.Run("msbuild", "-t:RpmVerify", "-p:Configuration=Release");

        Assert.That(ItemsOf(first), Is.EqualTo(new[] { "item app hello-1.0.0-1.x86_64.rpm", $"item layer {layer}" }));
        Assert.That(ItemsOf(second), Is.EqualTo(new[] { "item app hello-2.0.0-1.x86_64.rpm", $"item layer {layer}" }));
        Assert.That(first.Output, Does.Match($@"hello -> {project.Path("out")}/hello-1\.0\.0-1\.x86_64\.rpm \([0-9.]+ MB\)").And.Match($@"hello -> {project.Path("out")}/{layer} \([0-9]+\.[0-9] MB\)"));
        Assert.That(second.Output, Does.Contain("/hello-2.0.0-1.x86_64.rpm (").And.Not.Contain($"{layer} ("));
        Assert.That(verified.ExitCode, Is.Zero, verified.All);
        Assert.That(verified.Output, Does.Contain("hello-2.0.0-1.x86_64.rpm").And.Contain(layer));
        Assert.That(project.Run("clean", "-c", "Release").ExitCode, Is.Zero);
        Assert.That(project.Rpms, Is.Empty);
    }

    private static string[] ItemsOf(ToolResult result) =>
        [.. result.Output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("item ", StringComparison.Ordinal))];

    private static List<(string Name, DateTime Time)> Layers(UserProject project) =>
        [.. Directory.GetFiles(project.Path("out"), "container-layer-*.rpm").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.GetLastWriteTimeUtc(path)))];

    private static ToolResult Pack(UserProject project, params string[] arguments)
    {
        var result = project.Pack(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        return result;
    }
}
