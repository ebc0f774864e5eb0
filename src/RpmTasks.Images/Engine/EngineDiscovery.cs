using System.Collections.Immutable;

namespace RpmTasks.Images.Engine;

/// <summary>
/// Where to look for an engine, in the order of Docker's own tools, then at the sockets of rootless Docker, Docker Desktop and Podman.
/// </summary>
internal static class EngineDiscovery
{
    private const string UsualPlace = "the usual place";

    /// <summary>
    /// The endpoints to try. One that was named, by the project, a variable or a context, stands alone: an image built by some
    /// other engine than the named one would be a surprise.
    /// </summary>
    public static ImmutableArray<EngineEndpoint> Endpoints(EngineSettings settings, bool windows)
    {
        if (!string.IsNullOrEmpty(settings.Endpoint))
            return [EngineEndpoint.Parse(settings.Endpoint, "RpmEngineEndpoint")];
        if (settings.Variable("DOCKER_HOST") is { Length: > 0 } host)
            return [WithoutTls(EngineEndpoint.Parse(host, "DOCKER_HOST"), settings.Variable)];
        if (DockerContext.Find(settings.Variable) is { } context)
            return [context];
        return [.. (windows ? ["npipe://./pipe/docker_engine"] : Sockets(settings.Variable)).Select(text => EngineEndpoint.Parse(text, UsualPlace))];
    }

    /// <summary>An engine that wants TLS would answer plain HTTP with a riddle.</summary>
    private static EngineEndpoint WithoutTls(EngineEndpoint endpoint, Func<string, string?> variable) =>
        endpoint.Kind == EngineTransportKind.Tcp && variable("DOCKER_TLS_VERIFY") is { Length: > 0 }
            ? EngineEndpoint.Parse("https" + endpoint.Text[endpoint.Text.IndexOf(':')..], "DOCKER_HOST with DOCKER_TLS_VERIFY")
            : endpoint;

    private static IEnumerable<string> Sockets(Func<string, string?> variable)
    {
        var runtime = variable("XDG_RUNTIME_DIR") is { } folder && folder.StartsWith('/') ? folder : null;
        yield return "unix:///var/run/docker.sock";
        if (runtime is not null)
            yield return $"unix://{runtime}/docker.sock";
        if (variable("HOME") is { } home && home.StartsWith('/'))
            yield return $"unix://{home}/.docker/run/docker.sock";
        yield return "unix:///run/podman/podman.sock";
        if (runtime is not null)
            yield return $"unix://{runtime}/podman/podman.sock";
    }
}
