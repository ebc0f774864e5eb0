using System.Net.Sockets;
using System.Text;

using RpmTasks.Images.Engine;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Engine;

/// <summary>What a fake engine is asked, and where it answers.</summary>
/// <param name="Line">"GET /images/x/json".</param>
internal sealed record FakeRequest(string Line, Stream Connection, CancellationToken Stopped)
{
    public Task AnswerAsync(string body, int status = 200) =>
        SendAsync($"HTTP/1.1 {status} x\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    /// <summary>Sends bytes as they are, so that an answer can lie about itself.</summary>
    public Task SendAsync(string text) => Connection.WriteAsync(Encoding.UTF8.GetBytes(text), Stopped).AsTask();

    /// <summary>Starts an answer of unknown length; each <see cref="ChunkAsync"/> continues it and <see cref="EndAsync"/> ends it.</summary>
    public Task StartAsync() => SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");

    public Task ChunkAsync(string text) => SendAsync($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    public Task EndAsync() => SendAsync("0\r\n\r\n");
}

/// <summary>An engine that does what no real one can be made to: it lies, stops in the middle, or never ends.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private readonly CancellationTokenSource stop = new();

    private readonly Func<FakeRequest, Task> answer;

    private readonly Task serving;

    private readonly List<Exception> failures = [];

    public FakeEngine(Func<FakeRequest, Task> answer)
    {
        this.answer = answer;
        listener.Bind(new UnixDomainSocketEndPoint(folder.File("engine.sock")));
        listener.Listen();
        serving = ServeAsync();
    }

    public string Endpoint => $"unix://{folder.File("engine.sock")}";

    /// <summary>What GET /version answers.</summary>
    public string Version { get; init; } = """{"Version":"99.0.1","ApiVersion":"1.41"}""";

    /// <summary>Everything that was asked, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Set when a client has gone away from an answer that was still being written.</summary>
    public TaskCompletionSource ClientLeft { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ContainerEngine> ConnectAsync(Action<string>? progress = null) =>
        ContainerEngine.ConnectAsync(RealEngines.Settings(Endpoint, progress), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
        folder.Dispose();
        Assert.That(failures, Is.Empty);
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(TalkAsync(await listener.AcceptAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        await using var connection = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var (line, length) = await HeadAsync(connection);
            if (line.Length == 0)
                return;
            lock (Requests)
                Requests.Add(line);
            await SkipAsync(connection, length);
            var request = new FakeRequest(line, connection, stop.Token);
            if (line == "GET /_ping")
                await request.AnswerAsync("OK");
            else if (line == "GET /version")
                await request.AnswerAsync(Version);
            else
                await answer(request);
        }
        catch (IOException)
        {
            ClientLeft.TrySetResult();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failures.Add(e);
        }
    }

    private async Task<(string Line, long Length)> HeadAsync(NetworkStream connection)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await connection.ReadAsync(one, stop.Token) == 1)
            head.Append((char)one[0]);
        var lines = head.ToString().Split("\r\n");
        var length = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return (lines[0].Replace(" HTTP/1.1", ""), length is null ? 0 : long.Parse(length.AsSpan(15)));
    }

    private async Task SkipAsync(NetworkStream connection, long length)
    {
        var buffer = new byte[64 << 10];
        while (length > 0)
            length -= await connection.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), stop.Token);
    }
}
