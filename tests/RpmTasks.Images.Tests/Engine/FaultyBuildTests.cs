using System.Runtime.Versioning;

using RpmTasks.Images.Engine;
using RpmTasks.Images.Model;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Engine;

/// <summary>Builds by engines that fail, lie, stop or never end.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
internal sealed class FaultyBuildTests
{
    private static readonly string Id = "sha256:" + new string('a', 64);

    private readonly List<string> lines = [];

    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        lines.Clear();
        folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("src"));
        File.WriteAllText(folder.File("src", "Dockerfile"), "FROM scratch\n");
    }

    [TearDown]
    public void DeleteFolder()
    {
        Assert.That(Directory.GetFiles(folder.File("spool")), Is.Empty, "the context's tar was left");
        folder.Dispose();
    }

    [Test]
    public async Task The_last_error_and_the_last_ten_lines_are_told()
    {
        var output = string.Concat(Enumerable.Range(1, 30).Select(i => $$"""{"stream":"line {{i}}\n"}""" + "\r\n"));
        await using var fake = Streaming(output + """{"error":"first"}""" + "\n" + """{"errorDetail":{"message":"last"}}""");

        var e = await BuildFailsAsync(fake);

        Assert.That((e.Fault, e.Subject), Is.EqualTo((ImageFault.BuildFailed, folder.File("src", "Dockerfile"))));
        Assert.That(e.Detail, Does.StartWith("last;").And.Contain("line 21\n").And.EndsWith("line 30").And.Not.Contain("line 20\n"));
        Assert.That(lines, Has.Count.EqualTo(30));
    }

    [TestCase("""{"stream":"fine\n"}""", TestName = "A_build_that_tells_no_image_is_a_fault_of_the_engine")]
    [TestCase("""{"aux":{"ID":"an image"}}""", TestName = "A_build_that_tells_no_digest_is_a_fault_of_the_engine")]
    [TestCase("fine", TestName = "Output_that_is_no_JSON_is_a_fault_of_the_engine")]
    [TestCase("[]", TestName = "Output_that_is_no_object_is_a_fault_of_the_engine")]
    [TestCase("", TestName = "No_output_at_all_is_a_fault_of_the_engine")]
    public async Task A_build_without_an_image(string output)
    {
        await using var fake = Streaming(output);

        Assert.That((await BuildFailsAsync(fake)).Fault, Is.EqualTo(ImageFault.EngineFailed));
    }

    [Test]
    public async Task An_image_that_is_told_but_not_there_is_a_fault_of_the_engine()
    {
        await using var fake = Streaming($$$"""{"aux":{"ID":"{{{Id}}}"}}""");

        var e = await BuildFailsAsync(fake);

        Assert.That(e.Fault, Is.EqualTo(ImageFault.EngineFailed));
        Assert.That(fake.Requests[^1], Is.EqualTo($"GET /images/{Id}/json"));
    }

    [TestCase(400, ImageFault.BuildFailed)]
    [TestCase(500, ImageFault.EngineFailed)]
    public async Task A_build_that_is_refused_is_told_by_whose_fault_it_is(int status, ImageFault fault)
    {
        await using var fake = new FakeEngine(request => request.AnswerAsync("""{"message":"the reason"}""", status));

        var e = await BuildFailsAsync(fake);

        Assert.That((e.Fault, e.Detail.EndsWith("the reason", StringComparison.Ordinal)), Is.EqualTo((fault, true)));
    }

    [Test]
    public async Task Output_that_breaks_off_is_a_fault_of_the_engine()
    {
        await using var fake = new FakeEngine(async request =>
        {
            await request.StartAsync();
            await request.ChunkAsync("""{"stream":"line"}""" + "\n");
        });

        Assert.That((await BuildFailsAsync(fake)).Fault, Is.EqualTo(ImageFault.EngineFailed));
    }

    [Test]
    public async Task Output_without_line_ends_is_told_in_pieces_and_without_control_characters()
    {
        var stream = new string('x', 3_000_000) + "\\u001b[2K\\u0007\\r\\u001b]0;title\\u0007done";
        await using var fake = Streaming($$"""{"stream":"{{stream}}"}""");

        await BuildFailsAsync(fake);

        Assert.That(lines.Sum(line => line.Count(c => c == 'x')), Is.EqualTo(3_000_000));
        Assert.That(lines.Max(line => line.Length), Is.EqualTo(PrintableText.MaximumLength));
        Assert.That(lines[^1], Is.EqualTo("done"));
    }

    [Test]
    public async Task A_message_without_an_end_is_given_up()
    {
        await using var fake = new FakeEngine(async request =>
        {
            await request.StartAsync();
            await request.ChunkAsync("{\"stream\":\"");
            while (true)
                await request.ChunkAsync(new string('x', 1 << 20));
        });

        Assert.That((await BuildFailsAsync(fake)).Fault, Is.EqualTo(ImageFault.EngineFailed));
        await fake.ClientLeft.Task;
    }

    [Test]
    public async Task A_cancelled_build_stops_and_closes_the_connection()
    {
        using var cancel = new CancellationTokenSource();
        await using var fake = new FakeEngine(async request =>
        {
            await request.StartAsync();
            await cancel.CancelAsync();
            while (true)
                await request.ChunkAsync("""{"stream":"still going\n"}""" + "\n");
        });
        await using var engine = await fake.ConnectAsync();

        await Assert.ThatAsync(() => engine.BuildAsync(Build, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        await fake.ClientLeft.Task;
    }

    [Test]
    public async Task A_build_that_needs_BuildKit_is_sent_again_with_the_same_context()
    {
        var builds = 0;
        await using var fake = new FakeEngine(request => request.AnswerAsync(
            request.Line.StartsWith("GET", StringComparison.Ordinal) ? """{"Id":"x"}"""
            : builds++ == 0 ? """{"error":"the --mount option requires BuildKit. Refer to …"}"""
            : $$$"""{"id":"moby.image.id","aux":{"ID":"{{{Id}}}"}}"""));
        await using var engine = await fake.ConnectAsync();

        Assert.That(await engine.BuildAsync(Build, CancellationToken.None), Is.EqualTo(Id));
        Assert.That(fake.Requests.Where(line => line.StartsWith("POST", StringComparison.Ordinal)),
            Is.EqualTo(["POST /build?dockerfile=Dockerfile&rm=1&forcerm=1", "POST /build?dockerfile=Dockerfile&rm=1&forcerm=1&version=2"]));
    }

    [Test]
    public async Task Dockers_own_variable_asks_for_BuildKit_at_once()
    {
        await using var fake = Streaming($$$"""{"id":"moby.image.id","aux":{"ID":"{{{Id}}}"}}""");
        var settings = RealEngines.Settings(fake.Endpoint) with { Variable = name => name == "DOCKER_BUILDKIT" ? "1" : null };
        await using var engine = await ContainerEngine.ConnectAsync(settings, CancellationToken.None);

        await Assert.ThatAsync(() => engine.BuildAsync(Build, CancellationToken.None), Throws.TypeOf<ImageException>());
        Assert.That(fake.Requests, Has.One.EndsWith("&version=2"));
    }

    private DockerfileBuild Build => new() { Dockerfile = folder.File("src", "Dockerfile"), Context = folder.File("src"), SpoolFolder = folder.File("spool") };

    private static FakeEngine Streaming(string output) => new(async request =>
    {
        if (request.Line.StartsWith("GET", StringComparison.Ordinal))
        {
            await request.AnswerAsync("{}", 404);
            return;
        }
        await request.StartAsync();
        foreach (var piece in output.Chunk(1000))
            await request.ChunkAsync(new string(piece));
        await request.EndAsync();
    });

    private async Task<ImageException> BuildFailsAsync(FakeEngine fake)
    {
        await using var engine = await fake.ConnectAsync(lines.Add);
        return (await Assert.ThrowsAsync<ImageException>(() => engine.BuildAsync(Build, CancellationToken.None)))!;
    }
}
