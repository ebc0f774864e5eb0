using System.Runtime.Versioning;
using System.Text.Json.Nodes;

using RpmTasks.Images.Engine;
using RpmTasks.Images.Model;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Engine;

/// <summary>Building, judged by real engines.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
internal sealed class BuildTests
{
    private static readonly string[] Kinds = RealEngines.Kinds;

    private readonly List<string> lines = [];

    private TemporaryFolder folder = null!;

    private DockerfileBuild Build => new() { Dockerfile = folder.File("src", "Dockerfile"), Context = folder.File("src"), SpoolFolder = folder.File("spool") };

    [SetUp]
    public void MakeFolder()
    {
        folder = new TemporaryFolder();
        lines.Clear();
    }

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [TestCaseSource(nameof(Kinds))]
    public async Task Files_of_the_context_are_copied_into_the_image_by_their_mode_and_links(string kind)
    {
        Write("Dockerfile", "FROM scratch\nCOPY . /app/\nENTRYPOINT [\"/app/run.sh\"]\n");
        Write("run.sh", "#!/bin/sh\n");
        File.SetUnixFileMode(folder.File("src", "run.sh"), (UnixFileMode)0b111_101_000);
        Write("sub/ä and b.txt", "text");
        File.CreateSymbolicLink(folder.File("src", "link"), "sub/ä and b.txt");

        var image = await BuildAsync(kind, Build);

        Assert.That(image.Files["app/run.sh"], Is.EqualTo("0750 #!/bin/sh\n"));
        Assert.That(image.Files["app/sub/ä and b.txt"], Does.EndWith("text"));
        Assert.That(image.Files["app/link"], Is.EqualTo("-> sub/ä and b.txt"));
        Assert.That(image.RunConfig["Entrypoint"]!.AsArray().Select(e => (string?)e), Is.EqualTo(["/app/run.sh"]));
        Assert.That(lines, Has.Some.Contains("COPY . /app/"));
        Assert.That(Directory.GetFiles(folder.File("spool")), Is.Empty);
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Arguments_labels_and_the_target_reach_the_engine(string kind)
    {
        Write("Dockerfile", "FROM scratch AS one\nARG WHO\nLABEL who=$WHO\nCOPY a /a\nFROM one AS two\nCOPY b /b\n");
        Write("a", "a");
        Write("b", "b");

        var image = await BuildAsync(kind, Build with
        {
            Target = "one",
            Arguments = [new("WHO", "nobody"), new("WHO", "\"me\" & you")],
            Labels = new Dictionary<string, string> { ["k"] = "v=1" },
        });

        Assert.That((string?)image.RunConfig["Labels"]!["who"], Is.EqualTo("\"me\" & you"));
        Assert.That((string?)image.RunConfig["Labels"]!["k"], Is.EqualTo("v=1"));
        Assert.That(image.Files.Keys, Does.Contain("a").And.Not.Contain("b"));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Ignored_files_stay_here_and_those_brought_back_go(string kind)
    {
        Write("Dockerfile", "FROM scratch\nCOPY . /\n");
        Write(".dockerignore", "*\n!src/keep\n!src/deep/*/x\n");
        Write("secret", "");
        Write("src/keep", "k");
        Write("src/drop", "d");
        Write("src/deep/1/x", "x");
        Write("src/deep/1/y", "y");

        var image = await BuildAsync(kind, Build);

        Assert.That(image.FilePaths, Is.EquivalentTo(["src/keep", "src/deep/1/x"]));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_Dockerfile_may_lie_outside_the_context_and_is_not_copied(string kind)
    {
        Write("../other/App.Dockerfile", "FROM scratch\nCOPY . /\n");
        Write("../other/App.Dockerfile.dockerignore", "b\n");
        Write(".dockerignore", "a\n");
        Write("a", "a");
        Write("b", "b");

        var image = await BuildAsync(kind, Build with { Dockerfile = folder.File("other", "App.Dockerfile") });

        Assert.That(image.FilePaths, Is.EqualTo(["a"]));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task The_folder_for_working_files_is_no_part_of_the_context(string kind)
    {
        Write("Dockerfile", "FROM scratch\nCOPY . /\n");
        Write("obj/rpm/image.tar", "earlier");
        Write("obj/other", "o");

        var image = await BuildAsync(kind, Build with { SpoolFolder = folder.File("src", "obj", "rpm") });

        Assert.That(image.FilePaths, Is.EquivalentTo(["Dockerfile", "obj/other"]));
    }

    [TestCase("docker", "FROM scratch\nCOPY nope /f\n", "COPY failed", "Step 2/2 : COPY nope /f")]
    [TestCase("podman", "FROM scratch\nCOPY nope /f\n", "no such file", "STEP 2/2: COPY nope /f")]
    [TestCase("docker", "FROM scratch\nFLY away\n", "unknown instruction: FLY", "")]
    [TestCase("podman", "FROM scratch\nFLY away\n", "FLY", "")]
    [TestCase("docker", "FROM localhost:1/none:1\n", "connection refused", "FROM localhost:1/none:1")]
    [TestCase("podman", "FROM localhost:1/none:1\n", "connection refused", "FROM localhost:1/none:1")]
    [TestCase("docker", "", "empty", "")]
    [TestCase("podman", "", "no contents", "")]
    public async Task A_build_that_fails_says_why_and_where(string kind, string dockerfile, string why, string where)
    {
        Write("Dockerfile", dockerfile);

        var e = await Assert.ThrowsAsync<ImageException>(() => BuildAsync(kind, Build));

        Assert.That(e!.Fault, Is.EqualTo(ImageFault.BuildFailed));
        Assert.That(e.Subject, Is.EqualTo(Build.Dockerfile));
        Assert.That(e.Detail, Does.Contain(why).And.Contain(where));
        Assert.That(Directory.GetFiles(folder.File("spool")), Is.Empty);
    }

    [Test]
    public async Task A_step_that_fails_is_told_with_what_it_printed()
    {
        // Debian links ldconfig statically: it runs in an image that holds nothing else.
        RealTool.Require("ldconfig");
        Write("Dockerfile", "FROM scratch\nCOPY ldconfig /\nRUN [\"/ldconfig\", \"--no-such-option\"]\n");
        File.Copy(RealTool.Find("ldconfig")!, folder.File("src", "ldconfig"));

        var e = await Assert.ThrowsAsync<ImageException>(() => BuildAsync("docker", Build));

        Assert.That(e!.Fault, Is.EqualTo(ImageFault.BuildFailed));
        Assert.That(e.Detail, Does.Contain("returned a non-zero code").And.Contain("unrecognized option"));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_Dockerfile_that_needs_BuildKit_gets_it(string kind)
    {
        Write("Dockerfile", "FROM scratch\nCOPY --chmod=711 a /a\n");
        Write("a", "a");

        var image = await BuildAsync(kind, Build);

        Assert.That(image.Files["a"], Is.EqualTo("0711 a"));
        Assert.That(lines, Has.Some.Contains("COPY --chmod=711 a /a"));
    }

    [Test]
    public async Task A_failure_of_BuildKit_is_told_with_its_output()
    {
        Write("Dockerfile", "FROM scratch\nCOPY --chmod=711 nope /a\n");

        var e = await Assert.ThrowsAsync<ImageException>(() => BuildAsync("docker", Build));

        Assert.That(e!.Fault, Is.EqualTo(ImageFault.BuildFailed));
        Assert.That(e.Detail, Does.Contain("nope").And.Contain("COPY --chmod=711 nope /a"));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_build_leaves_no_tag_behind(string kind)
    {
        Write("Dockerfile", "FROM scratch\nCOPY a /untagged\n");
        Write("a", "a");
        await using var engine = await RealEngines.ConnectAsync(kind);

        var id = await engine.BuildAsync(Build, CancellationToken.None);
        await engine.SaveAsync(id, ImagePull.Never, null, folder.File("out.tar"), CancellationToken.None);

        var manifest = JsonNode.Parse(SmallImage.Member(folder.File("out.tar"), "manifest.json")!)![0]!;
        Assert.That(manifest["RepoTags"] is JsonArray { Count: > 0 }, Is.False);
        Assert.That((string?)manifest["Config"], Does.Contain(id["sha256:".Length..]));
    }

    private async Task<BuiltImage> BuildAsync(string kind, DockerfileBuild build)
    {
        await using var engine = await RealEngines.ConnectAsync(kind, lines.Add);
        var id = await engine.BuildAsync(build, CancellationToken.None);
        await engine.SaveAsync(id, ImagePull.Never, null, folder.File("out.tar"), CancellationToken.None);
        return BuiltImage.Read(folder.File("out.tar"));
    }

    private void Write(string name, string text)
    {
        var path = folder.File("src", name);
        Directory.CreateDirectory(folder.File("src"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
