using RpmTasks.Images.Engine;
using RpmTasks.Testing;
using RpmTasks.Testing.Engines;

namespace RpmTasks.Images.Tests.Engine;

/// <summary>The engines that the tests of this namespace share, each started when the first test asks for it.</summary>
[SetUpFixture]
internal sealed class RealEngines
{
    private static readonly Lazy<TestDockerd> Dockerd = new(() => new TestDockerd());

    private static readonly Lazy<TestPodmanService> Podman = new(() => new TestPodmanService(Registry.Name));

    private static readonly Lazy<TestRegistry> Sources = new(() => new TestRegistry());

    public static TestRegistry Registry => Sources.Value;

    /// <summary>Both kinds, as cases of a test.</summary>
    public static string[] Kinds { get; } = ["docker", "podman"];

    public static string Endpoint(string kind) => kind == "docker" ? Dockerd.Value.Endpoint : Podman.Value.Endpoint;

    public static Task<ContainerEngine> ConnectAsync(string kind, Action<string>? progress = null) =>
        ContainerEngine.ConnectAsync(Settings(Endpoint(kind), progress), CancellationToken.None);

    public static EngineSettings Settings(string? endpoint, Action<string>? progress = null) => new()
    {
        Endpoint = endpoint,
        Progress = progress ?? (_ => { }),
        Variable = _ => null,
    };

    /// <summary>Loads an archive by the engine's own API, as `docker load` does.</summary>
    public static void Load(string kind, string archive)
    {
        RealTool.Require("curl");
        var socket = Endpoint(kind)["unix://".Length..];
        var answer = RealTool.Run("curl", "-sS", "--fail-with-body", "--unix-socket", socket, "-X", "POST", "-H", "Content-Type: application/x-tar",
            "-T", archive, "http://localhost/images/load?quiet=1");
        Assert.That(answer.ExitCode, Is.Zero, answer.All);
    }

    [OneTimeTearDown]
    public void StopAll()
    {
        if (Dockerd.IsValueCreated)
            Dockerd.Value.Dispose();
        if (Podman.IsValueCreated)
            Podman.Value.Dispose();
        if (Sources.IsValueCreated)
            Sources.Value.Dispose();
    }
}
