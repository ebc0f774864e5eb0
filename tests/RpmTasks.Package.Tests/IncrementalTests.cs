using System.Globalization;

using RpmTasks.Testing;
using RpmTasks.Testing.Packages;
using RpmTasks.Testing.Signing;

namespace RpmTasks.Package.Tests;

/// <summary>Nothing changed, nothing packed; anything that matters changed, and it is packed again.</summary>
public sealed class IncrementalTests
{
    private static readonly DateTime LongAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private UserProject _project = null!;
    private List<string> _arguments = null!;

    [SetUp]
    public void MakeProject()
    {
        _project = UserProject.Console();
        _arguments = [$"-p:RpmBaseImage={SmallLayout.Write(_project.Path("base"), "first", "amd64", "arm64")}"];
    }

    [TearDown]
    public void Remove() => _project.Dispose();

    [Test]
    public void Nothing_changed_is_nothing_packed_and_loads_nothing_of_ours()
    {
        var first = Publish();
        AssertPacked(first, "the first time");
        var before = Facts(_project.Rpm);
        var time = File.GetLastWriteTimeUtc(_project.Rpm);

        var second = Publish("-flp:logfile=build.log;verbosity=detailed");

        AssertSkipped(second, "nothing changed");
        Assert.That(File.GetLastWriteTimeUtc(_project.Rpm), Is.EqualTo(time));
        Assert.That(Facts(_project.Rpm), Is.EqualTo(before));
        var log = File.ReadAllText(_project.Path("build.log"));
        Assert.That(log, Does.Contain($"tool: nothing changed since {_project.Rpm} was written"));
        var tasks = log.Split('\n').Where(line => line.Contains("task from assembly", StringComparison.Ordinal)).ToArray();
        Assert.That(tasks, Is.Not.Empty, "the log says which tasks were loaded");
        Assert.That(tasks, Has.None.Contains("RpmTasks").And.None.Contains("Containers"));
    }

    [Test]
    public void What_was_skipped_is_returned_as_if_it_were_packed()
    {
        var packed = Returned();
        var skipped = Returned();
        Assert.That(skipped, Is.EqualTo(packed));
        Assert.That(packed, Does.Contain("\"Kind\": \"app\"").And.Contain("\"ImageId\": \"sha256:").And.Contain("\"Sha256\": \"").And.Contain("\"Release\": \"1\""));

        string Returned()
        {
            var result = _project.Run(["build", "-c", "Release", "-t:RpmPack", "-restore", "-getTargetResult:RpmPack", .. _arguments]);
            Assert.That(result.ExitCode, Is.Zero, result.All);
            // MSBuild's own: when the file was last read, and where in our targets the item comes from.
            return string.Join('\n', result.Output.Split('\n').Where(line => !line.Contains("AccessedTime", StringComparison.Ordinal) && !line.Contains("Defining", StringComparison.Ordinal)));
        }
    }

    /// <summary>Each change is on top of those before it, so that it alone makes the difference.</summary>
    [Test]
    public void Each_change_is_packed()
    {
        RealTool.Require("gpg");
        using var gpg = new GnuPg();
        _project.Write("script.sh", "echo 1\n");
        _project.Write("file.txt", "1\n");
        _project.Write("more.txt", "1\n");
        _project.Write("licence.txt", "All rights reserved.\n");
        _project.Write("key.asc", gpg.Do("--armor", "--export-secret-keys", gpg.Generate("One <one@example.org>", "ed25519")));
        var other = gpg.Do("--armor", "--export-secret-keys", gpg.Generate("Two <two@example.org>", "ed25519"));
        AddToProject("""
            <ItemGroup><RpmFile Include="file.txt" TargetPath="/etc/tool/file.txt" Mode="0644" /></ItemGroup>
            <PropertyGroup><PackageLicenseFile>licence.txt</PackageLicenseFile><RpmPostInstallScript>script.sh</RpmPostInstallScript><RpmSigningKeyFile>key.asc</RpmSigningKeyFile></PropertyGroup>
            """);
        AssertPacked(Publish(), "the first time");
        AssertSkipped(Publish(), "the second time");

        (string What, Action Change)[] changes =
        [
            ("a property", () => _arguments.Add("-p:RpmSummary=Another")),
            ("a list with what MSBuild would read", () => _arguments.Add(@"-p:RpmEnvironment=A=x/*%3BB=a\b")),
            ("only a backslash in it", () => _arguments[^1] = "-p:RpmEnvironment=A=x/*%3BB=a/b"),
            ("a property of the SDK's containers", () => _arguments.Add("-p:ContainerUser=1000")),
            ("what the project says about itself", () => _arguments.Add("-p:Company=Example")),
            ("an item's metadatum", () => Replace("tool.csproj", "Mode=\"0644\"", "Mode=\"0600\"")),
            ("an older file of the same length", () => WriteOlder("file.txt", "2\n")),
            ("a file named by a property", () => _arguments.Add("-p:RpmFile=more.txt=/etc/tool/more.txt")),
            ("its content", () => WriteOlder("more.txt", "2\n")),
            ("a script", () => WriteOlder("script.sh", "echo 2\n")),
            ("the licence", () => WriteOlder("licence.txt", "Some rights reserved.\n")),
            ("the key", () => WriteOlder("key.asc", other)),
            ("the base", () => SmallLayout.Write(_project.Path("base"), "second", "amd64", "arm64")),
            ("a published file", () => _project.Write("bin/Release/net10.0/publish/extra.txt", "1\n")),
            ("which is removed again", () => File.Delete(_project.Path("bin/Release/net10.0/publish/extra.txt"))),
            ("the app", () => _project.Write("Program.cs", "System.Console.WriteLine(\"Bye\");\n")),
            ("the package is gone", () => File.Delete(_project.Rpm)),
            ("the package was touched", () => File.SetLastWriteTimeUtc(_project.Rpm, LongAgo)),
            ("the folder of the result", () => _arguments.Add("-p:RpmOutputPath=out")),
            ("the version", () => _arguments.Add("-p:Version=1.0.1")),
            ("the time", () => _arguments.Add("-p:SOURCE_DATE_EPOCH=4000000000")),
            ("a repository", () => _arguments.Add("-p:RpmRepositoryPath=repository")),
            ("the package is gone from there", () => File.Delete(_project.Path("repository", "tool-1.0.1-1.x86_64.rpm"))),
            ("another RpmTasks", () => _arguments.Add($"-p:RpmTasksAssembly={AnotherRpmTasks()}")),
        ];
        foreach (var (what, change) in changes)
        {
            change();
            AssertPacked(Publish(), what);
        }

        AssertSkipped(Publish(), "at the end");
    }

    [Test]
    public void A_file_behind_a_link_and_a_warning_are_never_taken_for_unchanged()
    {
        _project.Write("file.txt", "1\n");
        File.CreateSymbolicLink(_project.Path("link.txt"), "file.txt");
        _arguments.Add("-p:RpmFile=link.txt=/etc/tool/file.txt");
        AssertPacked(Publish(), "the first time");
        WriteOlder("file.txt", "2\n");
        AssertPacked(Publish(), "the file behind the link");

        _arguments[^1] = "-p:RpmSummary=" + new string('a', 90);
        var warned = Publish();
        Assert.That(warned.Output, Does.Contain("warning RPMT1041"));
        Assert.That(Publish().Output, Does.Contain("warning RPMT1041"), "said again");
        var strict = Publish("-warnaserror:RPMT1041");
        Assert.That(strict.ExitCode, Is.Not.Zero, strict.All);
    }

    [Test]
    public void A_pack_that_fails_is_no_reason_to_skip_the_next()
    {
        AssertPacked(Publish(), "the first time");
        // The repository fails after the package was written.
        _project.Write("repository/broken.rpm", "none");
        _arguments.Add("-p:RpmRepositoryPath=repository");
        Assert.That(Publish().Output, Does.Contain("error RPMT4062"));
        Assert.That(Publish().Output, Does.Contain("error RPMT4062"), "still");
        _arguments.RemoveAt(_arguments.Count - 1);
        AssertPacked(Publish(), "after the failure");
    }

    [Test]
    public void Clean_leaves_nothing_and_publish_packs_again()
    {
        AssertPacked(Publish(), "the first time");
        _arguments.Add("-p:Version=2.0.0");
        AssertPacked(Publish(), "another version");
        Assert.That(File.ReadAllLines(_project.Path("obj/Release/net10.0/rpm/packed.txt")), Has.Length.EqualTo(2), "the earlier version is forgotten");
        Assert.That(Directory.GetFiles(_project.Path("obj"), "*.rpm", SearchOption.AllDirectories), Is.Empty);

        var clean = _project.Run("clean", "-c", "Release");

        Assert.That(clean.ExitCode, Is.Zero, clean.All);
        Assert.That(_project.Rpms, Is.Empty);
        Assert.That(_project.Path("obj/Release/net10.0/rpm"), Does.Not.Exist);
        AssertPacked(Publish(), "after clean");
        AssertSkipped(Publish(), "once more");
        var rebuild = _project.Run(["build", "-c", "Release", "-t:Rebuild;RpmPack", .. _arguments]);
        AssertPacked(rebuild, "rebuild");
    }

    [Test]
    public void A_web_project_is_unchanged_although_its_web_config_is_written_each_time()
    {
        using var project = UserProject.Web();
        string[] arguments = ["-tl:off", .. _arguments];
        AssertPacked(project.Pack(arguments), "the first time", "hello");
        var config = File.GetLastWriteTimeUtc(project.Path("bin/Release/net10.0/publish/web.config"));
        AssertSkipped(project.Pack(arguments), "the second time", "hello");
        Assert.That(File.GetLastWriteTimeUtc(project.Path("bin/Release/net10.0/publish/web.config")), Is.Not.EqualTo(config), "else the case is none");
        project.Write("web.config", """<configuration><system.webServer><httpErrors errorMode="Detailed" /></system.webServer></configuration>""");
        AssertPacked(project.Pack(arguments), "its content", "hello");
    }

    private ToolResult Publish(params IEnumerable<string> more) => _project.Pack(["-tl:off", .. _arguments, .. more]);

    private static void AssertPacked(ToolResult result, string what, string name = "tool")
    {
        Assert.That(result.ExitCode, Is.Zero, $"{what}: {result.All}");
        Assert.That(result.Output, Does.Match($@"{name} -> \S+\.rpm \("), $"{what}: packed");
    }

    private static void AssertSkipped(ToolResult result, string what, string name = "tool")
    {
        Assert.That(result.ExitCode, Is.Zero, $"{what}: {result.All}");
        Assert.That(result.Output, Does.Contain($"{name} -> ").And.Not.Contain(".rpm"), $"{what}: skipped");
    }

    private static string Facts(string path) => string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path):O}");

    private void AddToProject(string text) => Replace("tool.csproj", "</Project>", text + "\n</Project>");

    private void Replace(string file, string old, string text)
    {
        Assert.That(File.ReadAllText(_project.Path(file)), Does.Contain(old));
        _project.Write(file, File.ReadAllText(_project.Path(file)).Replace(old, text, StringComparison.Ordinal));
    }

    // As after 'git checkout', 'cp -p' or an unpacked archive: what is new need not be newer.
    private void WriteOlder(string file, string text)
    {
        _project.Write(file, text);
        File.SetLastWriteTimeUtc(_project.Path(file), LongAgo);
    }

    private string AnotherRpmTasks()
    {
        var tasks = Path.Combine(LocalFeed.PackagesFolder, "rpmtasks", LocalFeed.Mine.Version, "tasks", "net10.0");
        var copy = Directory.CreateDirectory(_project.Path("tasks")).FullName;
        foreach (var file in Directory.GetFiles(tasks))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return Path.Combine(copy, "RpmTasks.Tasks.dll");
    }
}
