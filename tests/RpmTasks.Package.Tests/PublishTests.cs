using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Package.Tests;

/// <summary>dotnet publish -p:PackAsRpm=true in every kind of project and every way of calling it.</summary>
public sealed class PublishTests
{
    private static string Base => $"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}";

    [Test]
    public void A_web_project_becomes_a_package_that_every_tool_accepts()
    {
        RealTool.Require("rpm", "rpm2cpio", "createrepo_c", "dnf", "rpmlint", "sh");
        using var project = UserProject.Web();
        var result = project.Pack(Base);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        var rpm = project.Rpm;
        Assert.That(rpm, Is.EqualTo(project.Path("bin", "Release", "hello-1.0.0-1.x86_64.rpm")));
        Assert.That(result.Output, Does.Match(@"hello -> .*/hello-1\.0\.0-1\.x86_64\.rpm \(\d+\.\d MB\)"));

        Assert.That(RealTool.Run("rpm", "-K", rpm).Output, Does.EndWith("digests OK\n"));
        Assert.That(RealTool.Run("rpm", "-qpi", rpm).Output, Does.Contain("Name        : hello\n"));
        Assert.That(RealTool.Run("sh", "-c", $"rpm2cpio '{rpm}' >'{project.Path("payload.cpio")}'").ExitCode, Is.Zero);
        var lint = RealTool.Run("rpmlint", "--config", Repository.Path("docs", "rpmlint.toml"), rpm);
        Assert.That(lint.Output, Does.Contain(" 0 errors,"), lint.All);

        var folder = Path.GetDirectoryName(rpm)!;
        Assert.That(RealTool.Run("createrepo_c", "--quiet", folder).ExitCode, Is.Zero);
        var query = RealTool.Run("dnf", "--quiet", "--disablerepo=*", $"--repofrompath=x,file://{folder}", "repoquery", "--nevra", "hello");
        Assert.That(query.Output.Trim(), Is.EqualTo("hello-0:1.0.0-1.x86_64"), query.All);
    }

    [Test]
    public void The_own_output_is_the_last_layer_and_packages_lie_below()
    {
        RealTool.Require("rpm2cpio", "cpio", "sh", "tar");
        using var project = UserProject.Console(reference: """<PackageReference Include="SharpZipLib" Version="1.4.2" />""");
        Assert.That(project.Pack(Base, "-p:RpmService=false").ExitCode, Is.Zero);
        Assert.That(RealTool.RunIn(project.Folder, "sh", "-c", $"rpm2cpio '{project.Rpm}' | cpio --quiet -id").ExitCode, Is.Zero);
        var layers = InstalledImage.LayersOf(project.Path("usr", "share", "tool", "image"));
        Assert.That(layers, Has.Length.EqualTo(3), "base, packages, own output");
        Assert.That(layers[1], Is.EqualTo(new[] { "app/", "app/ICSharpCode.SharpZipLib.dll" }));
        Assert.That(layers[2], Is.EqualTo(new[] { "app/", "app/tool", "app/tool.deps.json", "app/tool.dll", "app/tool.pdb", "app/tool.runtimeconfig.json" }));
    }

    [Test]
    public void Lists_given_as_properties_arrive_as_they_were()
    {
        RealTool.Require("rpm2cpio", "cpio", "sh");
        using var project = UserProject.Console();
        var result = project.Pack(
            Base,
            "-p:RpmEnvironment=GLOB=/x/*.none%3BPATHS=a\\b%3BLogging__LogLevel__Microsoft.AspNetCore=Warning",
            "-p:RpmPort=80:8080%3B81:8081",
            "-p:RpmRequires=(a or b)%3Bc >= 2",
            "-p:RpmRunArgs=\"--mount type=bind,src=/a,dst=/b -e X='1;2'\"");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(RealTool.RunIn(project.Folder, "sh", "-c", $"rpm2cpio '{project.Rpm}' | cpio --quiet -id").ExitCode, Is.Zero);
        Assert.That(File.ReadAllLines(project.Path("etc", "tool", "tool.env"))[2..], Is.EqualTo(new[] { "GLOB=/x/*.none", @"PATHS=a\b", "Logging__LogLevel__Microsoft.AspNetCore=Warning" }));
        Assert.That(
            File.ReadAllText(project.Path("usr", "lib", "systemd", "system", "tool.service")),
            Does.Contain("--publish=80:8080 --publish=81:8081 ").And.Contain("--mount type=bind,src=/a,dst=/b -e \"X=1;2\" $TOOL_RUN_ARGS"));
        Assert.That(RealTool.Run("rpm", "-qp", "--requires", project.Rpm).Output, Does.Contain("(a or b)\n").And.Contain("c >= 2\n"));
    }

    [Test]
    public void The_target_can_be_called_by_name_and_returns_the_package()
    {
        using var project = UserProject.Console();
        var result = project.Run("build", "-c", "Release", "-t:RpmPack", "-restore", Base, "-getTargetResult:RpmPack");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(result.Output, Does.Contain("\"Name\": \"tool\"").And.Contain("\"Architecture\": \"x86_64\"").And.Contain("\"Kind\": \"app\""));
        Assert.That(project.Rpms, Has.Length.EqualTo(1));
    }

    [Test]
    public void Publishing_again_without_building_gives_the_same_bytes_elsewhere()
    {
        using var project = UserProject.Console();
        Assert.That(project.Pack(Base, "-p:RpmOutputPath=one").ExitCode, Is.Zero);
        Assert.That(project.Pack(Base, "-p:RpmOutputPath=two/below", "--no-build").ExitCode, Is.Zero);
        Assert.That(
            File.ReadAllBytes(project.Path("two", "below", "tool-1.0.0-1.x86_64.rpm")),
            Is.EqualTo(File.ReadAllBytes(project.Path("one", "tool-1.0.0-1.x86_64.rpm"))));
    }

    [Test]
    public void The_artifacts_layout_is_followed()
    {
        using var project = UserProject.Console();
        project.Write("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>");
        Assert.That(project.Pack(Base).ExitCode, Is.Zero);
        Assert.That(project.Rpm, Is.EqualTo(project.Path("artifacts", "package", "release", "tool-1.0.0-1.x86_64.rpm")));
    }

    [Test]
    public void Clean_removes_what_was_written()
    {
        using var project = UserProject.Console();
        Assert.That(project.Pack(Base, "-p:RpmOutputPath=packages").ExitCode, Is.Zero);
        Assert.That(project.Pack(Base, "-p:RpmOutputPath=packages", "-p:Version=2.0.0-rc.1").ExitCode, Is.Zero);
        Assert.That(project.Rpms.Select(Path.GetFileName), Is.EquivalentTo(new[] { "tool-1.0.0-1.x86_64.rpm", "tool-2.0.0~rc.1-1.x86_64.rpm" }));
        Assert.That(project.Run("clean", "-c", "Release").ExitCode, Is.Zero);
        Assert.That(project.Rpms, Is.Empty);
        Assert.That(project.Path("obj", "Release", "net10.0", "rpm"), Does.Not.Exist);
    }

    [Test]
    public void A_solution_packs_its_apps_and_passes_its_libraries()
    {
        using var project = UserProject.Console("app", reference: """<ProjectReference Include="library/library.csproj" />""", properties: "<EnableDefaultCompileItems>false</EnableDefaultCompileItems>");
        project.Write("app.csproj", File.ReadAllText(project.Path("app.csproj")).Replace("</ItemGroup>", """<Compile Include="Program.cs" /></ItemGroup>"""));
        project.Write("library/library.csproj", UserProject.ProjectFile("Microsoft.NET.Sdk", ""));
        project.Write("library/Class.cs", "namespace Library; public static class Class;\n");
        Assert.That(project.Run("new", "sln", "--name", "all").ExitCode, Is.Zero);
        Assert.That(project.Run("sln", "add", "app.csproj", "library/library.csproj").ExitCode, Is.Zero);
        var result = project.Run("publish", Path.GetFileName(Directory.GetFiles(project.Folder, "all.sln*").Single()), "-p:PackAsRpm=true", Base);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(project.Rpms.Select(Path.GetFileName), Is.EqualTo(new[] { "app-1.0.0-1.x86_64.rpm" }));
    }
}
