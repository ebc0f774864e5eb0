using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Package.Tests;

/// <summary>What is wrong ends in coded errors, no stack trace, no new file, and the earlier package as it was.</summary>
public sealed class BadInputTests
{
    private UserProject _project = null!;
    private byte[] _earlier = null!;

    [OneTimeSetUp]
    public void PackOnce()
    {
        _project = UserProject.Appliance();
        var result = _project.Pack($"-p:RpmImage=docker-archive:{NginxBase.Archive}");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        _earlier = File.ReadAllBytes(_project.Rpm);
        using var archive = File.OpenRead(NginxBase.Archive);
        WriteCopy(archive, "cut.tar", archive.Length / 2);
        WriteCopy(archive, "lying.tar", archive.Length, flip: archive.Length / 2);
        WriteCopy(archive, "empty.tar", 0);
        File.WriteAllText(_project.Path("text.tar"), string.Concat(Enumerable.Repeat("This is no tar archive.\n", 100)));
        File.WriteAllText(_project.Path("Failing.Dockerfile"), "FROM scratch\nCOPY (no-such-file) /\n");
    }

    [OneTimeTearDown]
    public void Remove() => _project?.Dispose();

    [TestCase("RPMT2001", "RpmImage", "-p:RpmImage=docker-archive:missing.tar")]
    [TestCase("RPMT2002", "cut.tar", "-p:RpmImage=docker-archive:cut.tar")]
    [TestCase("RPMT2002", "empty.tar", "-p:RpmImage=docker-archive:empty.tar")]
    [TestCase("RPMT2003", "text.tar", "-p:RpmImage=docker-archive:text.tar")]
    [TestCase("RPMT2004", "RpmImage: docker-archive:lying.tar", "-p:RpmImage=docker-archive:lying.tar", "-p:RpmCache=false")]
    [TestCase("RPMT2008", "linux/arm64", "-p:RpmImage=docker-archive:good.tar", "-r", "linux-arm64")]
    [TestCase("RPMT1013", "win-x64", "-p:RpmImage=docker-archive:good.tar", "-r", "win-x64")]
    [TestCase("RPMT2010", "RpmImage='UPPER:case:'", "-p:RpmImage=UPPER:case:")]
    [TestCase("RPMT3001", "RpmImage needs a container engine: unix:///nowhere/engine.sock: ", "-p:RpmImage=docker-daemon:nginx", "-p:RpmEngineEndpoint=unix:///nowhere/engine.sock")]
    [TestCase("RPMT3001", "RpmDockerfile", "-p:RpmDockerfile=Failing.Dockerfile", "-p:RpmEngineEndpoint=unix:///nowhere/engine.sock")]
    [TestCase("RPMT1006", "RpmDockerfile='No.Dockerfile'", "-p:RpmDockerfile=No.Dockerfile")]
    [TestCase("RPMT1005", "RpmDockerfile", "-p:RpmDockerfile=Failing.Dockerfile", "-p:RpmImage=docker-archive:good.tar")]
    [TestCase("RPMT1001", "RpmServiceEngine='lxc'", "-p:RpmImage=docker-archive:good.tar", "-p:RpmServiceEngine=lxc")]
    [TestCase("RPMT1009", "RpmImageCompressionLevel='5'", "-p:RpmImage=docker-archive:good.tar", "-p:RpmImageCompressionLevel=5")]
    [TestCase("RPMT1021", "TargetPath='etc/x' is not absolute", "-p:RpmImage=docker-archive:good.tar", "-p:RpmFile=appliance.csproj=etc/x")]
    [TestCase("RPMT1023", "/usr/lib/systemd/system/appliance.service", "-p:RpmImage=docker-archive:good.tar", "-p:RpmFile=appliance.csproj=/usr/lib/systemd/system/appliance.service")]
    [TestCase("RPMT1035", "RpmPostInstallScript='Failing.Dockerfile', line 2: ')' is missing before 'no-such-file'", "-p:RpmImage=docker-archive:good.tar", "-p:RpmPostInstallScript=Failing.Dockerfile")]
    [TestCase("RPMT1037", "line 1: it comes before the first '*'", "-p:RpmImage=docker-archive:good.tar", "-p:RpmChangelogFile=Failing.Dockerfile")]
    [TestCase("RPMT1031", "RpmPostInstallScript='obj' is a folder. Name a file.", "-p:RpmImage=docker-archive:good.tar", "-p:RpmPostInstallScript=obj")]
    [TestCase("RPMT1041", "RpmSummary has 80 characters", "-p:RpmImage=docker-archive:good.tar", "-p:RpmSummary=12345678901234567890123456789012345678901234567890123456789012345678901234567890", "-p:MSBuildTreatWarningsAsErrors=true")]
    [TestCase("RPMT1041", "RpmSummary has 80 characters", "-p:RpmImage=docker-archive:good.tar", "-p:RpmSummary=12345678901234567890123456789012345678901234567890123456789012345678901234567890", "-warnaserror:RPMT1041")]
    [TestCase("RPMT4001", "/proc/nowhere", "-p:RpmImage=docker-archive:good.tar", "-p:RpmOutputPath=/proc/nowhere")]
    [TestCase("RPMT5001", "never closed", "-p:RpmImage=docker-archive:good.tar", "-p:RpmRunArgs='open")]
    public void It_is_refused_with_its_code(string code, string named, params string[] properties)
    {
        // Another runtime identifier needs a restore of its own.
        string[] restore = properties.Contains("-r") ? [] : ["--no-restore"];
        var result = _project.Pack([.. properties.Select(WithArchives), .. restore, "-p:Version=9.9.9"]);
        Assert.That(result.ExitCode, Is.Not.Zero, result.All);
        Assert.That(result.Output, Does.Contain($"appliance.csproj : error {code}: ").And.Contain(named));
        AssertUntouched(result);
    }

    [TestCase("RPMT4001", "-p:RpmOutputPath=")]
    [TestCase("RPMT4004", "-p:IntermediateOutputPath=")]
    public void A_full_disk_is_said_and_left_as_it_was(string code, string property)
    {
        RealTool.Require("mount", "umount", "gzip");
        RealTool.RequireRoot();
        var disk = Directory.CreateDirectory(_project.Path("full-" + code)).FullName;
        Command.Do("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", disk);
        try
        {
            // Compressed as a whole, so that it has to be unpacked on the way.
            var archive = _project.Path("whole.tar.gz");
            if (!File.Exists(archive))
                Command.Do("sh", "-c", $"gzip -1 -c '{NginxBase.Archive}' >'{archive}'");
            var result = _project.Pack($"-p:RpmImage=docker-archive:{archive}", $"{property}{disk}/", "-p:Version=9.9.9");
            Assert.That(result.Output, Does.Contain($"error {code}: ").And.Contain("No space left"));
            Assert.That(Directory.GetFiles(disk, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 1 << 20), Is.Empty);
            AssertUntouched(result);
        }
        finally
        {
            Command.Do("umount", disk);
        }
    }

    [Test]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var result = _project.Pack(
            "--no-restore",
            $"-p:RpmImage=docker-archive:{NginxBase.Archive}",
            "-p:RpmPackageName=Not A Name",
            "-p:RpmVersion=1-2",
            "-p:RpmRequires=a >= ",
            "-p:RpmPort=http",
            "-p:RpmRunArgs=--name=x",
            "-p:RpmPayloadCompressionLevel=99");
        string[] codes = ["RPMT1002", "RPMT1003", "RPMT1004", "RPMT5003", "RPMT5002", "RPMT1008"];
        foreach (var code in codes)
            Assert.That(result.Output, Does.Contain($"error {code}: "));
        AssertUntouched(result);
    }

    [Test]
    public void An_app_without_files_is_no_app()
    {
        using var project = UserProject.Console();
        Directory.CreateDirectory(project.Path("nothing"));
        Assert.That(project.Run("restore").ExitCode, Is.Zero);
        var result = project.Run("build", "--no-restore", "-c", "Release", "-t:_RpmPackCore", "-p:RpmBaseImage=scratch", "-p:SelfContained=true", "-r", "linux-x64", $"-p:PublishDir={project.Path("nothing")}/");
        Assert.That(result.Output, Does.Contain("error RPMT1010: "));
    }

    [Test]
    public void A_library_is_no_service()
    {
        // The same project as all the others here, which is nothing but its image.
        var result = _project.Run("build", "--no-restore", "-c", "Release", "-t:RpmPack", $"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}");
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain("appliance.csproj : error RPMT1020: appliance is a library"));
        AssertUntouched(result);
    }

    [Test]
    public void Scratch_cannot_run_an_app_that_needs_a_runtime()
    {
        using var project = UserProject.Console();
        var result = project.Pack("-p:RpmBaseImage=scratch");
        Assert.That(result.Output, Does.Contain("error RPMT2012: "));
        Assert.That(project.Rpms, Is.Empty);
    }

    [Test]
    public void The_output_cannot_lie_in_what_is_published()
    {
        using var project = UserProject.Console();
        var result = project.Pack($"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}", "-o", "out", "-p:RpmOutputPath=out/rpm");
        Assert.That(result.Output, Does.Contain("error RPMT1012: "));
        Assert.That(project.Rpms, Is.Empty);
    }

    // "good.tar" stands for an archive that is nobody's fault.
    private static string WithArchives(string property) => property.Replace("good.tar", NginxBase.Archive, StringComparison.Ordinal);

    private void AssertUntouched(ToolResult result)
    {
        Assert.That(result.All, Does.Not.Contain("   at ").And.Not.Contain("MSB4018"), "no stack trace");
        Assert.That(_project.Rpms, Has.Length.EqualTo(1), "no new package");
        Assert.That(File.ReadAllBytes(_project.Rpm), Is.EqualTo(_earlier), "the earlier package is as it was");
        Assert.That(Directory.GetFiles(_project.Folder, "*.partial*", SearchOption.AllDirectories), Is.Empty, "nothing half-written");
        Assert.That(Directory.GetDirectories(_project.Path("obj"), "stage", SearchOption.AllDirectories), Is.Empty, "nothing on the way");
    }

    private void WriteCopy(FileStream archive, string name, long length, long? flip = null)
    {
        using var copy = File.Create(_project.Path(name));
        archive.Position = 0;
        var buffer = new byte[1 << 20];
        for (int read; copy.Position < length && (read = archive.Read(buffer, 0, (int)Math.Min(buffer.Length, length - copy.Position))) > 0;)
            copy.Write(buffer, 0, read);
        if (flip is not { } position)
            return;
        copy.Position = position;
        var value = copy.ReadByte();
        copy.Position = position;
        copy.WriteByte((byte)~value);
    }
}
