using System.Net.Sockets;

using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Engine;

/// <summary>A socket that accepts a connection, says so, and then nothing more.</summary>
internal sealed class HangingSocket : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private readonly Task<Socket> accepted;

    public HangingSocket(Action whenConnected)
    {
        listener.Bind(new UnixDomainSocketEndPoint(folder.File("hang.sock")));
        listener.Listen();
        accepted = AcceptAsync(whenConnected);
    }

    public string Endpoint => $"unix://{folder.File("hang.sock")}";

    public void Dispose()
    {
        accepted.Result.Dispose();
        listener.Dispose();
        folder.Dispose();
    }

    private async Task<Socket> AcceptAsync(Action whenConnected)
    {
        var socket = await listener.AcceptAsync();
        whenConnected();
        return socket;
    }
}
