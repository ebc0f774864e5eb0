using System.Text.Json;

using Docker.DotNet;

namespace RpmTasks.Images.Engine;

/// <summary>
/// An engine that has answered, and the two ways to speak to it: the library for values, plain HTTP for what streams. The library
/// has no call that saves for one platform, and its reader of build output rejects BuildKit's. No API version is asked for: an
/// engine then answers in its newest, whereas a pinned one is refused when it grows too old.
/// </summary>
internal sealed class EngineConnection : IDisposable
{
    /// <summary>Whatever hangs behind a socket has this long to say that it is an engine.</summary>
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient http;

    private EngineConnection(EngineEndpoint endpoint)
    {
        Endpoint = endpoint;
        http = new HttpClient(EngineTransport.CreateHandler(endpoint))
        {
            BaseAddress = EngineTransport.BaseAddress(endpoint),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        Client = new DockerClientBuilder().WithEndpoint(http.BaseAddress).WithTransportOptions(EngineTransport.Instance, endpoint).Build();
    }

    public EngineEndpoint Endpoint { get; }

    /// <summary>The library's client, for calls that answer with a value.</summary>
    public DockerClient Client { get; }

    public bool IsPodman { get; private set; }

    /// <summary>The newest API the engine speaks.</summary>
    public Version ApiVersion { get; private set; } = new();

    /// <summary>"Docker 20.10.24 at unix:///var/run/docker.sock".</summary>
    public string Description { get; private set; } = "";

    /// <summary>Asks the endpoint who it is. Fails with whatever HTTP fails with: the caller may have another endpoint to try.</summary>
    public static async Task<EngineConnection> OpenAsync(EngineEndpoint endpoint, CancellationToken ct)
    {
        var connection = new EngineConnection(endpoint);
        try
        {
            await connection.IdentifyAsync(ct).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Returns as soon as the status is known; the caller reads and disposes the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, EngineQuery query, HttpContent? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, query.ToString()) { Content = body };
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
    }

    public void Dispose()
    {
        Client.Dispose();
        http.Dispose();
    }

    private async Task IdentifyAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(PingTimeout);
        using var pong = await SendAsync(HttpMethod.Get, new EngineQuery("_ping"), null, limit.Token).ConfigureAwait(false);
        if (!pong.IsSuccessStatusCode)
            throw new HttpRequestException(await EngineError.MessageAsync(pong, limit.Token).ConfigureAwait(false));
        IsPodman = pong.Headers.Contains("Libpod-Api-Version");
        var version = await Client.System.GetVersionAsync(limit.Token).ConfigureAwait(false);
        if (string.IsNullOrEmpty(version.Version))
            throw new JsonException("An engine has a version.");
        ApiVersion = Version.TryParse(version.APIVersion, out var api) ? api : new Version();
        Description = $"{(IsPodman ? "Podman" : "Docker")} {PrintableText.Of(version.Version.Split('+')[0])} at {Endpoint.Text}";
    }
}
