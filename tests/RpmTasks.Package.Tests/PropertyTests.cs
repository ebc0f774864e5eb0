using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Engines;

namespace RpmTasks.Package.Tests;

/// <summary>Properties that no other publish sets, on their way from the command line to what rpm, systemd and the engine read.</summary>
[NonParallelizable]
public sealed class PropertyTests
{
    [Test]
    public void What_a_package_says_of_itself_is_what_the_project_said()
    {
        RealTool.Require("rpm");
        using var project = UserProject.Appliance("orders");
        var result = project.Pack(
            $"-p:RpmImage=docker-archive:{NginxBase.Archive}", "-p:RpmArchitecture=x86_64", "-p:RpmLicense=Apache-2.0", "-p:RpmPackager=Packages <packages@example.org>",
            "-p:RpmGroup=System Environment/Daemons", "-p:RpmBuildHost=build.example.org", "-p:RpmCacheMaxSize=100");
        Assert.That(result.ExitCode, Is.Zero, result.All);

        var said = RealTool.Run("rpm", "-qp", "--queryformat=%{ARCH}|%{LICENSE}|%{PACKAGER}|%{GROUP}|%{BUILDHOST}", project.Rpm).Output;

        Assert.That(said, Is.EqualTo("x86_64|Apache-2.0|Packages <packages@example.org>|System Environment/Daemons|build.example.org"));
    }

    [Test]
    public void A_unit_of_the_projects_own_and_a_health_check_with_a_start_period_arrive()
    {
        RealTool.Require("rpm2cpio", "cpio", "sh");
        using var project = UserProject.Appliance("orders");
        project.Write("orders.service", """
            [Unit]
            Description=A unit of our own

            [Service]
            ExecStart=/usr/bin/podman run --name=@NAME@ --rm @RUNARGS@ @IMAGE@
            """);
        var result = project.Pack(
            $"-p:RpmImage=docker-archive:{NginxBase.Archive}", "-p:RpmUnitFile=orders.service",
            "-p:RpmServiceHealthCommand=/usr/sbin/nginx -t", "-p:RpmServiceHealthStartPeriod=17s");
        Assert.That(result.ExitCode, Is.Zero, result.All);

        var unit = Command.Do("sh", "-c", $"rpm2cpio '{project.Rpm}' | cpio --quiet --extract --to-stdout ./usr/lib/systemd/system/orders.service");

        Assert.That(unit, Does.Contain("Description=A unit of our own\n").And.Contain("--name=orders ").And.Contain("--health-start-period=17s"));
    }

    [Test]
    public void A_stage_of_a_Dockerfile_is_built()
    {
        RealTool.Require("docker", "dockerd", "rpm2cpio", "cpio");
        RealTool.RequireRoot();
        using var dockerd = new TestDockerd();
        using var project = UserProject.Appliance("orders");
        project.Write("Dockerfile", """
            FROM scratch AS first
            COPY Dockerfile /
            LABEL stage=first
            CMD ["/first"]
            FROM scratch AS last
            COPY Dockerfile /
            LABEL stage=last
            CMD ["/last"]
            """);
        var result = project.Pack("-p:RpmDockerfile=Dockerfile", "-p:RpmDockerTarget=first", $"-p:RpmEngineEndpoint={dockerd.Endpoint}");
        Assert.That(result.ExitCode, Is.Zero, result.All);

        Command.Do("sh", "-c", $"cd '{project.Folder}' && rpm2cpio '{project.Rpm}' | cpio --quiet --extract --make-directories './usr/share/orders/image/*'");

        var blobs = Directory.GetFiles(project.Path("usr", "share", "orders", "image", "blobs", "sha256"));
        Assert.That(blobs.Count(blob => File.ReadAllText(blob).Contains("\"stage\":\"first\"", StringComparison.Ordinal)), Is.EqualTo(1));
    }
}
