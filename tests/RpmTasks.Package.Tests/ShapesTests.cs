using System.Text.Json.Nodes;

using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Package.Tests;

/// <summary>Projects as they are laid out and published elsewhere; each publish shows several things at once.</summary>
public sealed class ShapesTests
{
    private const string Library = """<PackageReference Include="SharpZipLib" Version="1.4.2" />""";

    private static string Base => $"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}";

    /// <summary>Directory.Build.props, versions in one place, the graph build, a binlog, a test project, a library that the app refers to, and the files of wwwroot.</summary>
    [Test]
    public void A_solution_of_web_app_library_and_tests()
    {
        using var solution = UserProject.Web("app", "<EnableDefaultCompileItems>false</EnableDefaultCompileItems>");
        solution.Write("Directory.Build.props", "<Project><PropertyGroup><RpmVendor>Contoso</RpmVendor><RpmPackageName>$(MSBuildProjectName.ToLower())-service</RpmPackageName></PropertyGroup></Project>");
        solution.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="RpmTasks" Version="{RpmTasks.Testing.Packages.LocalFeed.Mine.Version}" /></ItemGroup>
            </Project>
            """);
        solution.Write("app.csproj", WithoutVersions(File.ReadAllText(solution.Path("app.csproj")))
            .Replace("</ItemGroup>", """<Compile Include="Program.cs" /><ProjectReference Include="library/library.csproj" /></ItemGroup>""", StringComparison.Ordinal));
        solution.Write("wwwroot/site.css", "body { color: black }\n");
        solution.Write("library/library.csproj", WithoutVersions(UserProject.ProjectFile("Microsoft.NET.Sdk", "")));
        solution.Write("library/Class.cs", "namespace Library; public static class Class;\n");
        solution.Write("app.tests/app.tests.csproj", WithoutVersions(UserProject.ProjectFile("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType><IsTestProject>true</IsTestProject>")));
        solution.Write("app.tests/Program.cs", "return;\n");
        Assert.That(solution.Run("new", "sln", "--name", "all", "--format", "sln").ExitCode, Is.Zero);
        Assert.That(solution.Run("sln", "add", "app.csproj", "library/library.csproj", "app.tests/app.tests.csproj").ExitCode, Is.Zero);

        var result = solution.Run("publish", "all.sln", "-graph", "-bl:all.binlog", "-p:PackAsRpm=true", Base);

        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(result.Output, Does.Not.Contain("warning"), "libraries and tests are passed over silently");
        Assert.That(solution.Rpms.Select(Path.GetFileName), Is.EqualTo(new[] { "app-service-1.0.0-1.x86_64.rpm" }));
        Assert.That(new FileInfo(solution.Path("all.binlog")), Has.Length.GreaterThan(10_000));
        Assert.That(RealTool.Run("rpm", "-qp", "--qf", "%{VENDOR}", solution.Rpm).Output, Is.EqualTo("Contoso"));
        Assert.That(OwnFiles(solution, "app-service"), Does.Contain("app/wwwroot/site.css").And.Contain("app/library.dll").And.Contain("app/app.staticwebassets.endpoints.json"));
    }

    /// <summary>-o, a runtime of its own, trimmed, and all of it one file.</summary>
    [Test]
    public void One_trimmed_file_with_its_runtime_published_to_a_folder()
    {
        using var project = UserProject.Console(reference: Library);
        project.Write("Program.cs", "System.Console.WriteLine(typeof(ICSharpCode.SharpZipLib.Tar.TarEntry));\n");
        var result = project.Pack(Base, "-o", "out", "-r", "linux-x64", "--self-contained", "-p:PublishSingleFile=true", "-p:PublishTrimmed=true");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(File.Exists(project.Path("out", "tool")), Is.True);
        Assert.That(OwnFiles(project, "tool"), Is.EqualTo(new[] { "app/", "app/tool", "app/tool.pdb" }));
        Assert.That(Bill(project, "tool"), Does.Contain("SharpZipLib 1.4.2 MIT").And.Some.StartsWith("Microsoft.NETCore.App.Runtime.linux-x64 10.").And.None.StartsWith("Microsoft.AspNetCore"), "what went into the one file");
    }

    [Test]
    public void Native_AOT()
    {
        using var project = UserProject.Console(properties: "<PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization>", reference: Library);
        project.Write("Program.cs", "System.Console.WriteLine(typeof(ICSharpCode.SharpZipLib.Tar.TarEntry));\n");
        var result = project.Pack(Base, "-r", "linux-x64");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(OwnFiles(project, "tool"), Is.EqualTo(new[] { "app/", "app/tool" }));
        Assert.That(Bill(project, "tool"), Does.Contain("SharpZipLib 1.4.2 MIT"));
    }

    /// <summary>-f, and one error where nothing is chosen.</summary>
    [Test]
    public void One_of_several_frameworks()
    {
        using var project = UserProject.Console();
        project.Write("tool.csproj", File.ReadAllText(project.Path("tool.csproj"))
            .Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><ImplicitUsings>disable</ImplicitUsings>", StringComparison.Ordinal)
            .Replace("<OutputType>Exe</OutputType>", "<OutputType Condition=\"'$(TargetFramework)' == 'net10.0'\">Exe</OutputType>", StringComparison.Ordinal));
        project.Write("Program.cs", "internal static class Program { private static void Main() => System.Console.WriteLine(); }\n");
        var result = project.Pack(Base, "-f", "net10.0");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(project.Rpms.Select(Path.GetFileName), Is.EqualTo(new[] { "tool-1.0.0-1.x86_64.rpm" }));
        Assert.That(Bill(project, "tool"), Has.Some.StartsWith("Microsoft.NETCore.App 10."), "the runtime that the base brings");

        foreach (var target in (string[])["RpmPack", "RpmInfo"])
        {
            var undecided = project.Run("msbuild", "-t:" + target);
            Assert.That(undecided.ExitCode, Is.Not.Zero);
            Assert.That(undecided.Output, Does.Contain("tool.csproj : error RPMT1065: TargetFrameworks='net10.0;netstandard2.0' are several"));
        }
    }

    private static string WithoutVersions(string projectFile) =>
        projectFile.Replace($" Version=\"{RpmTasks.Testing.Packages.LocalFeed.Mine.Version}\"", "", StringComparison.Ordinal);

    /// <summary>The last layer of the image, unpacked as the package would be.</summary>
    private static string[] OwnFiles(UserProject project, string name)
    {
        RealTool.Require("rpm2cpio", "cpio", "sh", "tar");
        Assert.That(RealTool.RunIn(project.Folder, "sh", "-c", $"rpm2cpio '{project.Rpm}' | cpio --quiet -id").ExitCode, Is.Zero);
        return InstalledImage.LayersOf(project.Path("usr", "share", name, "image"))[^1];
    }

    /// <summary>"name version licence" of each element of the bill of materials.</summary>
    private static string[] Bill(UserProject project, string name)
    {
        if (!Directory.Exists(project.Path("usr")))
            OwnFiles(project, name);
        var document = JsonNode.Parse(File.ReadAllText(project.Path("usr", "share", "doc", name, name + ".spdx.json")))!;
        return [.. document["packages"]!.AsArray().Select(package => $"{package!["name"]} {package["versionInfo"]} {package["licenseDeclared"]}")];
    }
}
