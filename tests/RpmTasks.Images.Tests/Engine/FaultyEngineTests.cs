using System.Runtime.Versioning;

using RpmTasks.Images.Engine;
using RpmTasks.Images.Model;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Engine;

/// <summary>Engines that fail, lie, stop or never end: each is a typed exception, and no file is left.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
internal sealed class FaultyEngineTests
{
    private const string Inspect = "GET /images/x:1/json";

    private const string Save = "GET /images/get?names=x%3A1";

    private const string Image = """{"Id":"sha256:00","Os":"linux","Architecture":"amd64"}""";

    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder()
    {
        Assert.That(File.Exists(folder.File("out.tar")), Is.False, "a partial archive was left");
        folder.Dispose();
    }

    [TestCase(500, """{"message":"the store\nis \u001b[31mgone"}""", "the store is gone")]
    [TestCase(503, "<html>busy</html>", "busy")]
    [TestCase(500, "", "status 500")]
    [TestCase(500, "[]", "[]")]
    public async Task An_error_of_the_engine_is_passed_on_in_plain_text(int status, string body, string told)
    {
        await using var fake = new FakeEngine(request => request.AnswerAsync(body, status));

        var e = await SaveFailsAsync(fake);

        Assert.That(e.Fault, Is.EqualTo(ImageFault.EngineFailed));
        Assert.That(e.Detail, Does.Contain(told).And.Contain("99.0.1").And.Not.Contain("\u001b"));
    }

    [TestCase("no JSON")]
    [TestCase("[1]")]
    [TestCase("""{"Os":{}}""")]
    [TestCase("")]
    public async Task An_answer_that_is_none_of_an_engines_is_a_fault_of_the_engine(string body)
    {
        await using var fake = new FakeEngine(request => request.AnswerAsync(body));

        var e = await SaveFailsAsync(fake);

        Assert.That(e.Fault, Is.EqualTo(ImageFault.EngineFailed));
    }

    [Test]
    public async Task A_save_that_is_refused_gives_the_engines_reason()
    {
        await using var fake = new FakeEngine(request => request.Line == Inspect ? request.AnswerAsync(Image) : request.AnswerAsync("""{"message":"disk full"}""", 500));

        var e = await SaveFailsAsync(fake);

        Assert.That((e.Fault, e.Detail.EndsWith("disk full", StringComparison.Ordinal)), Is.EqualTo((ImageFault.EngineFailed, true)));
    }

    private static IEnumerable<TestCaseData> CutBodies()
    {
        yield return new TestCaseData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfifty").SetArgDisplayNames("before its length");
        yield return new TestCaseData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfifty\r\n").SetArgDisplayNames("between chunks");
        yield return new TestCaseData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nfifty").SetArgDisplayNames("within a chunk");
        yield return new TestCaseData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").SetArgDisplayNames("before its first byte");
    }

    [TestCaseSource(nameof(CutBodies))]
    public async Task A_saved_image_that_ends_too_early_is_truncated(string answer)
    {
        await using var fake = new FakeEngine(request => request.Line == Inspect ? request.AnswerAsync(Image) : request.SendAsync(answer));

        var e = await SaveFailsAsync(fake);

        Assert.That((e.Fault, e.Subject), Is.EqualTo((ImageFault.Truncated, "x:1")));
    }

    [Test]
    public async Task A_connection_that_closes_without_an_answer_is_a_fault_of_the_engine()
    {
        await using var fake = new FakeEngine(_ => Task.CompletedTask);

        var e = await SaveFailsAsync(fake);

        Assert.That(e.Fault, Is.EqualTo(ImageFault.EngineFailed));
    }

    [TestCase("{}")]
    [TestCase("no JSON")]
    public async Task What_answers_but_has_no_version_is_no_engine(string version)
    {
        await using var fake = new FakeEngine(_ => Task.CompletedTask) { Version = version };

        var e = await Assert.ThrowsAsync<ImageException>(() => fake.ConnectAsync());

        Assert.That(e!.Fault, Is.EqualTo(ImageFault.EngineUnreachable));
        Assert.That(e.Detail, Does.EndWith("what answers is no container engine"));
    }

    [Test]
    public async Task An_engine_that_stops_after_it_was_found_is_unreachable()
    {
        ContainerEngine engine;
        await using (var fake = new FakeEngine(_ => Task.CompletedTask))
            engine = await fake.ConnectAsync();
        await using (engine)
        {
            var e = await Assert.ThrowsAsync<ImageException>(() => engine.SaveAsync("x:1", ImagePull.Never, null, folder.File("out.tar"), CancellationToken.None));

            Assert.That(e!.Fault, Is.EqualTo(ImageFault.EngineUnreachable));
        }
    }

    [Test]
    public async Task An_error_within_a_successful_pull_makes_the_image_unavailable()
    {
        await using var fake = new FakeEngine(request => request.Line == Inspect
            ? request.AnswerAsync("""{"message":"none"}""", 404)
            : request.AnswerAsync("""{"status":"Pulling"}""" + "\r\n" + """{"errorDetail":{"message":"denied"},"error":"older text"}"""));

        var e = await SaveFailsAsync(fake, ImagePull.Missing);

        Assert.That((e.Fault, e.Detail.Contains("denied", StringComparison.Ordinal)), Is.EqualTo((ImageFault.ImageUnavailable, true)));
    }

    [Test]
    public async Task A_pull_that_brings_nothing_makes_the_image_unavailable()
    {
        await using var fake = new FakeEngine(request => request.Line == Inspect ? request.AnswerAsync("{}", 404) : request.AnswerAsync(""));

        var e = await SaveFailsAsync(fake, ImagePull.Missing);

        Assert.That(e.Fault, Is.EqualTo(ImageFault.ImageUnavailable));
        Assert.That(fake.Requests, Does.Contain("POST /images/create?fromImage=x%3A1"));
    }

    [Test]
    public async Task A_cancelled_save_stops_closes_the_connection_and_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        await using var fake = new FakeEngine(async request =>
        {
            if (request.Line == Inspect)
            {
                await request.AnswerAsync(Image);
                return;
            }
            await request.StartAsync();
            await request.ChunkAsync("the first bytes");
            await cancel.CancelAsync();
            while (true)
                await request.ChunkAsync(new string('x', 1000));
        });
        await using var engine = await fake.ConnectAsync();

        await Assert.ThatAsync(() => engine.SaveAsync("x:1", ImagePull.Never, null, folder.File("out.tar"), cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        await fake.ClientLeft.Task;
    }

    [Test]
    public async Task Looking_for_an_engine_that_hangs_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var fake = new FakeEngine(_ => Task.CompletedTask);
        using var hanging = new HangingSocket(cancel.Cancel);

        await Assert.ThatAsync(() => ContainerEngine.ConnectAsync(RealEngines.Settings(hanging.Endpoint), cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_newer_engine_is_asked_for_the_platform_that_is_wanted()
    {
        await using var fake = new FakeEngine(request => request.AnswerAsync(request.Line == Inspect ? Image : "")) { Version = """{"Version":"28.0.0","ApiVersion":"1.48"}""" };

        await SaveFailsAsync(fake, platform: new ImagePlatform("linux", "arm64", "v8"));

        Assert.That(Uri.UnescapeDataString(fake.Requests[^1]),
            Is.EqualTo("""GET /images/get?names=x:1&platform={"os":"linux","architecture":"arm64","variant":"v8"}"""));
    }

    private async Task<ImageException> SaveFailsAsync(FakeEngine fake, ImagePull pull = ImagePull.Never, ImagePlatform? platform = null)
    {
        await using var engine = await fake.ConnectAsync();
        return (await Assert.ThrowsAsync<ImageException>(() => engine.SaveAsync("x:1", pull, platform, folder.File("out.tar"), CancellationToken.None)))!;
    }
}
