using RpmTasks.Images.Engine;
using RpmTasks.Images.Model;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Engine;

/// <summary>Saving, judged by real engines.</summary>
internal sealed class SaveTests
{
    private static readonly string[] Kinds = RealEngines.Kinds;

    [TestCaseSource(nameof(Kinds))]
    public async Task An_engine_says_who_it_is_and_where(string kind)
    {
        await using var engine = await RealEngines.ConnectAsync(kind);

        Assert.That(engine.Description, Does.Match(@"^(Docker|Podman) \d+\.\d+\.\d+ at unix:///"));
        Assert.That(engine.Description.ToLowerInvariant(), Does.StartWith(kind));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_loaded_image_is_saved_by_its_name_without_a_registry(string kind)
    {
        using var folder = new TemporaryFolder();
        RealEngines.Load(kind, SmallImage.Write(folder.File("in.tar"), "localhost/saved:1"));
        await using var engine = await RealEngines.ConnectAsync(kind);

        await engine.SaveAsync("localhost/saved:1", ImagePull.Never, null, folder.File("out.tar"), CancellationToken.None);

        Assert.That(SmallImage.Member(folder.File("out.tar"), "manifest.json"), Does.Contain("localhost/saved:1"));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_missing_image_that_may_not_be_pulled_is_unavailable_and_leaves_no_file(string kind)
    {
        using var folder = new TemporaryFolder();
        await using var engine = await RealEngines.ConnectAsync(kind);

        var e = await Assert.ThrowsAsync<ImageException>(() =>
            engine.SaveAsync("localhost/none:1", ImagePull.Never, null, folder.File("out.tar"), CancellationToken.None));

        Assert.That(e!.Fault, Is.EqualTo(ImageFault.ImageUnavailable));
        Assert.That(e!.Message, Does.Contain("localhost/none:1").And.Contain("RpmImagePull=never"));
        Assert.That(File.Exists(folder.File("out.tar")), Is.False);
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_pull_that_fails_is_unavailable_with_the_engines_reason(string kind)
    {
        using var folder = new TemporaryFolder();
        await using var engine = await RealEngines.ConnectAsync(kind);

        var e = await Assert.ThrowsAsync<ImageException>(() =>
            engine.SaveAsync("localhost:1/none:1", ImagePull.Missing, null, folder.File("out.tar"), CancellationToken.None));

        Assert.That(e!.Fault, Is.EqualTo(ImageFault.ImageUnavailable));
        Assert.That(e!.Detail, Does.Contain("connection refused"));
        Assert.That(File.Exists(folder.File("out.tar")), Is.False);
    }

    [TestCase("docker", "Status: Downloaded newer image")]
    [TestCase("podman", "")]
    public async Task A_missing_image_is_pulled_from_a_registry_and_its_steps_are_told(string kind, string step)
    {
        using var folder = new TemporaryFolder();
        var name = RealEngines.Registry.Push("docker-archive:" + SmallImage.Write(folder.File("in.tar"), "x:1"), "team/pulled:1");
        var lines = new List<string>();
        await using var engine = await RealEngines.ConnectAsync(kind, lines.Add);

        await engine.SaveAsync(name, ImagePull.Missing, new ImagePlatform("linux", "amd64"), folder.File("out.tar"), CancellationToken.None);

        Assert.That(SmallImage.Member(folder.File("out.tar"), "manifest.json"), Does.Contain(name));
        Assert.That(lines, Has.Some.StartsWith(step));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Always_pulling_follows_a_tag_that_has_moved(string kind)
    {
        using var folder = new TemporaryFolder();
        await using var engine = await RealEngines.ConnectAsync(kind);
        async Task<string?> SaveAsync(ImagePull pull, string name)
        {
            await engine.SaveAsync(name, pull, null, folder.File("out.tar"), CancellationToken.None);
            return SmallImage.Member(folder.File("out.tar"), "manifest.json");
        }

        var name = RealEngines.Registry.Push("docker-archive:" + SmallImage.Write(folder.File("1.tar"), "x:1", "first"), $"{kind}-moved:1");
        var first = await SaveAsync(ImagePull.Missing, name);
        RealEngines.Registry.Push("docker-archive:" + SmallImage.Write(folder.File("2.tar"), "x:1", "second"), $"{kind}-moved:1");

        Assert.That(await SaveAsync(ImagePull.Missing, name), Is.EqualTo(first));
        Assert.That(await SaveAsync(ImagePull.Always, name), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task An_image_for_another_platform_is_not_taken_for_the_wanted_one()
    {
        using var folder = new TemporaryFolder();
        RealEngines.Load("docker", SmallImage.Write(folder.File("in.tar"), "localhost/arm:1", architecture: "arm64"));
        await using var engine = await RealEngines.ConnectAsync("docker");

        var e = await Assert.ThrowsAsync<ImageException>(() =>
            engine.SaveAsync("localhost/arm:1", ImagePull.Never, new ImagePlatform("linux", "amd64"), folder.File("out.tar"), CancellationToken.None));

        Assert.That(e!.Fault, Is.EqualTo(ImageFault.PlatformMissing));
        Assert.That(e!.Detail, Does.Contain("linux/arm64").And.Contain("linux/amd64"));
    }

    [Test]
    public async Task Podman_finds_what_it_built_by_its_short_name()
    {
        using var folder = new TemporaryFolder();
        RealEngines.Load("podman", SmallImage.Write(folder.File("in.tar"), "short:1"));
        await using var engine = await RealEngines.ConnectAsync("podman");

        await engine.SaveAsync("short:1", ImagePull.Missing, null, folder.File("out.tar"), CancellationToken.None);

        Assert.That(SmallImage.Member(folder.File("out.tar"), "manifest.json"), Does.Contain("localhost/short:1"));
    }

    [TestCase("")]
    [TestCase("../containers")]
    [TestCase("a/../../b")]
    [TestCase("a?b=c")]
    [TestCase("a b")]
    [TestCase("a#b")]
    [TestCase("a//b")]
    [TestCase("a%2fb")]
    [TestCase("a\n")]
    public void What_is_no_image_name_never_reaches_the_engine(string name) =>
        Assert.That(() => EngineImageName.Check(name), Throws.TypeOf<ImageException>().With.Property("Fault").EqualTo(ImageFault.BadReference));

    [TestCase("nginx", "nginx:latest")]
    [TestCase("nginx:1", "nginx:1")]
    [TestCase("localhost:5000/nginx", "localhost:5000/nginx:latest")]
    [TestCase("localhost:5000/team/nginx:1", "localhost:5000/team/nginx:1")]
    [TestCase("nginx@sha256:00", "nginx@sha256:00")]
    public void One_tag_is_pulled(string name, string pulled)
    {
        EngineImageName.Check(name);
        Assert.That(EngineImageName.Pulled(name), Is.EqualTo(pulled));
    }
}
