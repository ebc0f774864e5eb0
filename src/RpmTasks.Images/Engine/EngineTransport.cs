using System.IO.Pipes;
using System.Net.Sockets;

using Docker.DotNet.Handler.Abstractions;

using Microsoft.Extensions.Logging;

namespace RpmTasks.Images.Engine;

/// <summary>
/// HTTP to an engine over .NET's own client. The library's handler for sockets takes a connection that is lost within a body of
/// known length for the body's end; this one throws, so that a cut image is never taken for a whole one.
/// </summary>
internal sealed class EngineTransport : IDockerHandlerFactory<EngineEndpoint>
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private EngineTransport()
    {
    }

    public static EngineTransport Instance { get; } = new();

    /// <summary>A socket and a pipe have no host; engines take any name for it.</summary>
    public static Uri BaseAddress(EngineEndpoint endpoint) =>
        new(endpoint.Kind == EngineTransportKind.Tcp ? $"http://{endpoint.Address}/" : "http://localhost/");

    /// <summary>No proxy, cookie or redirect stands between a build and its engine.</summary>
    public static HttpMessageHandler CreateHandler(EngineEndpoint endpoint)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
        };
        if (endpoint.Kind == EngineTransportKind.UnixSocket)
            handler.ConnectCallback = (_, ct) => ConnectSocketAsync(endpoint.Address, ct);
        if (endpoint.Kind == EngineTransportKind.NamedPipe)
            handler.ConnectCallback = (_, ct) => ConnectPipeAsync(endpoint.Address, ct);
        return handler;
    }

    public ResolvedTransport CreateHandler(EngineEndpoint transportOptions, ResolvedClientOptions clientOptions, ILogger logger) =>
        new(CreateHandler(transportOptions), BaseAddress(transportOptions));

    public ResolvedTransport CreateHandler(ResolvedClientOptions clientOptions, ILogger logger) =>
        throw new NotSupportedException("An endpoint is always given.");

    public Task<WriteClosableStream> HijackStreamAsync(HttpContent content) =>
        throw new NotSupportedException("No call made here takes over its connection.");

    private static async ValueTask<Stream> ConnectSocketAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask<Stream> ConnectPipeAsync(string address, CancellationToken ct)
    {
        var parts = address.Split('/');
        var pipe = new NamedPipeClientStream(parts[0], parts[1], PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(ct).ConfigureAwait(false);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
