using System.Diagnostics.CodeAnalysis;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>How an endpoint is reached.</summary>
internal enum EngineTransportKind
{
    UnixSocket,
    NamedPipe,
    Tcp,
}

/// <summary>Where an engine listens.</summary>
/// <param name="Text">As it was named, for messages.</param>
/// <param name="Address">Socket path, pipe name (with its server as "server/name") or "host:port".</param>
/// <param name="Origin">Who named it: "RpmEngineEndpoint", "DOCKER_HOST", "the usual place".</param>
internal sealed record EngineEndpoint(string Text, EngineTransportKind Kind, string Address, string Origin)
{
    private const int UnencryptedPort = 2375;

    /// <summary>
    /// Reads an endpoint as Docker's own tools write it. A unix path is taken as it stands: it is no URL, so nothing in it is decoded.
    /// </summary>
    public static EngineEndpoint Parse(string text, string origin)
    {
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = separator < 0 ? "" : text[..separator].ToLowerInvariant();
        var rest = separator < 0 ? text : text[(separator + 3)..];
        return scheme switch
        {
            "unix" when rest.StartsWith('/') => new EngineEndpoint(text, EngineTransportKind.UnixSocket, rest, origin),
            "npipe" when TryPipe(rest, out var pipe) => new EngineEndpoint(text, EngineTransportKind.NamedPipe, pipe, origin),
            "tcp" or "http" when TryHost(rest, out var host) => new EngineEndpoint(text, EngineTransportKind.Tcp, host, origin),
            "ssh" => throw Refused(text, origin,
                "an engine behind ssh:// cannot be spoken to from here; forward its socket (ssh -L /tmp/engine.sock:/var/run/docker.sock host) and name unix:///tmp/engine.sock"),
            "https" => throw Refused(text, origin, "TLS is not spoken here; name the engine's socket, or forward it over ssh"),
            _ => throw Refused(text, origin, "an engine endpoint reads unix:///var/run/docker.sock, tcp://host:2375 or npipe://./pipe/docker_engine"),
        };
    }

    private static bool TryHost(string rest, [NotNullWhen(true)] out string? host)
    {
        var valid = Uri.TryCreate("http://" + rest, UriKind.Absolute, out var uri) && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0;
        var port = valid && uri!.IsDefaultPort && !rest.TrimEnd('/').EndsWith(":80", StringComparison.Ordinal) ? UnencryptedPort : uri?.Port;
        host = valid ? $"{uri!.Host}:{port}" : null;
        return valid;
    }

    /// <summary>"./pipe/docker_engine", or as Docker's contexts write it "//./pipe/docker_engine".</summary>
    private static bool TryPipe(string rest, [NotNullWhen(true)] out string? pipe)
    {
        var parts = rest.Replace('\\', '/').TrimStart('/').Split('/');
        var valid = parts.Length == 3 && parts[1].Equals("pipe", StringComparison.OrdinalIgnoreCase) && parts.All(part => part.Length > 0);
        pipe = valid ? $"{(parts[0] == "localhost" ? "." : parts[0])}/{parts[2]}" : null;
        return valid;
    }

    private static ImageException Refused(string text, string origin, string why) =>
        new(ImageFault.EngineUnreachable, text, $"{why} (it is named by {origin})");
}
