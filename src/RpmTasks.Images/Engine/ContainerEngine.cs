using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>A container engine, Docker or Podman, as far as packing needs one: it saves images and builds Dockerfiles.</summary>
internal sealed class ContainerEngine : IAsyncDisposable
{
    private readonly EngineConnection connection;

    private readonly EngineSettings settings;

    private ContainerEngine(EngineConnection connection, EngineSettings settings)
    {
        this.connection = connection;
        this.settings = settings;
    }

    /// <summary>"Docker 20.10.24 at unix:///var/run/docker.sock".</summary>
    public string Description => connection.Description;

    /// <summary>Finds an engine that answers.</summary>
    /// <exception cref="ImageException">None does; the text lists each endpoint tried, and why it is none.</exception>
    public static async Task<ContainerEngine> ConnectAsync(EngineSettings settings, CancellationToken ct)
    {
        var endpoints = EngineDiscovery.Endpoints(settings, OperatingSystem.IsWindows());
        var reasons = new List<string>();
        foreach (var endpoint in endpoints)
        {
            try
            {
                return new ContainerEngine(await EngineConnection.OpenAsync(endpoint, ct).ConfigureAwait(false), settings);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                reasons.Add($"{endpoint.Text} ({endpoint.Origin}): {EngineError.Reason(e, endpoint)}");
            }
        }
        throw new ImageException(ImageFault.EngineUnreachable, endpoints is [var only] ? only.Text : "the usual endpoints",
            $"no container engine answers; tried {string.Join("; ", reasons)}");
    }

    /// <summary>
    /// Streams an image, by name or ID, to a file as a docker archive. Nothing is left at <paramref name="archivePath"/> when it fails.
    /// </summary>
    /// <param name="platform">The wanted platform; null for whichever the engine has.</param>
    public async Task SaveAsync(string image, ImagePull pull, ImagePlatform? platform, string archivePath, CancellationToken ct)
    {
        var store = new ImageStore(connection, settings.Progress, platform);
        var name = await store.ProvideAsync(image, pull, ct).ConfigureAwait(false);
        await store.SaveAsync(name, archivePath, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Builds a Dockerfile; the result is the image's ID, by which it can be saved. The image gets no tag, so none is taken from another.
    /// </summary>
    public async Task<string> BuildAsync(DockerfileBuild build, CancellationToken ct)
    {
        var id = await new DockerfileBuilder(connection, settings).BuildAsync(build, ct).ConfigureAwait(false);
        return await new ImageStore(connection, settings.Progress, platform: null).FindAsync(id, ct).ConfigureAwait(false) is not null ? id
            : throw new ImageException(ImageFault.EngineFailed, build.Dockerfile, $"{Description} built {id}, but does not have it");
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
