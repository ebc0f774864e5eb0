using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Socket;

/// <summary>
/// Gives a client the time to send its request when the server shuts down. Kestrel stops to listen and then closes, at once, those connections
/// of which it has read nothing yet. Who comes later waits with systemd; they would be cut off.
/// </summary>
public sealed class PatientClose : IConnectionLifetimeNotificationFeature, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _close = new();
    private readonly IConnectionLifetimeNotificationFeature _server;
    private readonly CancellationTokenRegistration _registration;

    private PatientClose(IConnectionLifetimeNotificationFeature server)
    {
        _server = server;
        _registration = server.ConnectionClosedRequested.Register(() => _close.CancelAfter(Patience));
    }

    /// <summary>For ListenOptions.Use.</summary>
    public static ConnectionDelegate Around(ConnectionDelegate next) => async connection =>
    {
        if (connection.Features.Get<IConnectionLifetimeNotificationFeature>() is not { } server)
        {
            await next(connection);
            return;
        }

        using var patient = new PatientClose(server);
        connection.Features.Set<IConnectionLifetimeNotificationFeature>(patient);
        await next(connection);
    };

    public CancellationToken ConnectionClosedRequested
    {
        get => _close.Token;
        set => throw new NotSupportedException();
    }

    public void RequestClose() => _server.RequestClose();

    public void Dispose()
    {
        _registration.Dispose();
        _close.Dispose();
    }
}
