using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Engines;

namespace RpmTasks.Package.Tests;

/// <summary>Bases and images from where real ones come from.</summary>
[NonParallelizable]
public sealed class BaseSourceTests
{
    [Test]
    public void A_registry_base_needs_no_engine_on_the_path()
    {
        RealTool.Require("docker-registry", "skopeo", "rpm");
        using var registry = new TestRegistry();
        var reference = registry.Push($"docker-archive:{DotNetBase.Archive}", "dotnet/runtime:10.0");
        // Tags are the user's own business with the SDK's containers, and of several identifiers only those of Linux are packed.
        using var project = UserProject.Web(properties: "<RuntimeIdentifiers>linux-x64;win-x64</RuntimeIdentifiers><ContainerImageTags>1.0;latest</ContainerImageTags>");
        using var tools = new TemporaryFolder();
        File.CreateSymbolicLink(tools.File("dotnet"), RealTool.Find("dotnet")!);
        var start = project.Start("publish", "-p:PackAsRpm=true", $"-p:ContainerBaseImage={reference}");
        start.Environment["PATH"] = tools.Path;
        var result = Command.Run(TimeSpan.FromMinutes(10), start);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(RealTool.Run("rpm", "-K", project.Rpm).ExitCode, Is.Zero);
        // As the registry names it, in the header; in the labels it is the same (docs/sbom.md).
        var digest = RealTool.Run("skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", $"docker://{reference}").Output.Trim();
        Assert.That(RealTool.Run("rpm", "-qp", "--provides", project.Rpm).Output, Does.Match("(?m)^container-image\\(sha256:[0-9a-f]{64}\\)$").And.Contain($"container-base({digest})\n"));
        // The base's own layer and the app's, and nothing of what the SDK put on top.
        Assert.That(RealTool.Run("rpm", "-qpl", project.Rpm).Output.Split('\n').Count(path => path.Contains("/blobs/sha256/")), Is.EqualTo(4));
        Assert.That(Directory.GetFiles(project.Path("obj", "Release", "net10.0", "linux-x64", "rpm"), "*", SearchOption.AllDirectories).Select(Path.GetFileName), Is.EquivalentTo(new[] { "last.txt", "written.txt" }));
    }

    [Test]
    public void A_base_that_no_registry_has_is_named()
    {
        RealTool.Require("docker-registry", "skopeo");
        using var registry = new TestRegistry();
        using var project = UserProject.Web();
        var result = project.Pack($"-p:RpmBaseImage={registry.Name}/nobody/nothing:1");
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain("error RPMT2011: ").And.Contain($"{registry.Name}/nobody/nothing:1"));
        Assert.That(project.Rpms, Is.Empty);
    }

    [Test]
    public void The_ancestors_example_packs_from_an_archive_and_from_both_engines_alike()
    {
        RealTool.Require("docker", "podman", "rpm");
        RealTool.RequireRoot();
        using var project = UserProject.Appliance();
        string[] example =
        [
            "-p:RpmPackageName=nginx", "-p:RpmVersion=74", "-p:RpmRelease=4.110", "-p:RpmRequires=is24-docker", "-p:RpmServiceEngine=docker",
            "-p:RpmRunArgs=-p 80:80 --env-file=/etc/nginx-environment",
        ];
        var archive = project.Pack([.. example, $"-p:RpmImage=docker-archive:{NginxBase.Archive}", "-p:RpmOutputPath=archive"]);
        Assert.That(archive.ExitCode, Is.Zero, archive.All);
        Assert.That(RealTool.Run("rpm", "-qp", "--nosignature", project.Path("archive", "nginx-74-4.110.x86_64.rpm")).Output, Is.EqualTo("nginx-74-4.110.x86_64\n"));

        using var dockerd = new TestDockerd();
        Command.Do("docker", "--host", dockerd.Endpoint, "load", "--quiet", "--input", NginxBase.Archive);
        var docker = project.Pack([.. example, $"-p:RpmImage=docker-daemon:{NginxBase.Reference}", $"-p:RpmEngineEndpoint={dockerd.Endpoint}", "-p:RpmOutputPath=docker"]);
        Assert.That(docker.ExitCode, Is.Zero, docker.All);

        using var service = new TestPodmanService();
        service.Run("load", "--quiet", "--input", NginxBase.Archive);
        var podman = project.Pack([.. example, $"-p:RpmImage=docker-daemon:{NginxBase.Reference}", $"-p:RpmEngineEndpoint={service.Endpoint}", "-p:RpmOutputPath=podman"]);
        Assert.That(podman.ExitCode, Is.Zero, podman.All);

        // The same image by whatever way: its ID stands in the unit that runs it.
        Assert.That(Tag(project.Path("docker")), Is.EqualTo(Tag(project.Path("archive"))));
        Assert.That(Tag(project.Path("podman")), Is.EqualTo(Tag(project.Path("archive"))));

        string Tag(string folder) => RealTool.Run("sh", "-c", $"rpm2cpio '{Path.Combine(folder, "nginx-74-4.110.x86_64.rpm")}' | cpio --quiet -i --to-stdout ./usr/lib/systemd/system/nginx.service | grep -o 'localhost/nginx:.*'").Output;
    }

    [Test]
    public void A_dockerfile_that_fails_says_why()
    {
        RealTool.Require("docker");
        RealTool.RequireRoot();
        using var dockerd = new TestDockerd();
        using var project = UserProject.Appliance();
        project.Write("Dockerfile", "FROM scratch\nCOPY no-such-file /\n");
        var result = project.Pack("-p:RpmDockerfile=Dockerfile", $"-p:RpmEngineEndpoint={dockerd.Endpoint}");
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain("error RPMT3003: ").And.Contain("no-such-file"));
        Assert.That(project.Rpms, Is.Empty);
    }
}
