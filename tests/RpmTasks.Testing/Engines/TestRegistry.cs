using System.Net;
using System.Net.Sockets;

using NUnit.Framework;

namespace RpmTasks.Testing.Engines;

/// <summary>Docker's registry on loopback, over plain HTTP, with a store of its own.</summary>
public sealed class TestRegistry : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly EngineProcess process;

    public TestRegistry()
    {
        RealTool.Require("docker-registry", "skopeo");
        try
        {
            (process, var port) = Start();
            Name = $"localhost:{port}";
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>"localhost:PORT", the registry part of an image's name.</summary>
    public string Name { get; }

    /// <summary>What the registry has logged.</summary>
    public string Log => process.Log;

    /// <summary>Copies an image into the registry.</summary>
    /// <param name="source">The image in skopeo's words: "oci:DIR:TAG", "docker-archive:FILE".</param>
    /// <param name="repository">"team/app:1.0".</param>
    /// <returns>The image's full name.</returns>
    public string Push(string source, string repository)
    {
        var name = $"{Name}/{repository}";
        var result = RealTool.Run("skopeo", "--insecure-policy", "copy", "--all", "--dest-tls-verify=false", source, $"docker://{name}");
        return result.ExitCode == 0 ? name : throw new AssertionException($"skopeo cannot push {source} to {name}:\n{result.All}\n{Log}");
    }

    public void Dispose()
    {
        process.Dispose();
        folder.Dispose();
    }

    /// <summary>A port that is free now may be another test's a moment later; then the next one is tried.</summary>
    private (EngineProcess Process, int Port) Start()
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            File.WriteAllText(folder.File("config.yml"), $$"""
                version: 0.1
                log: { level: warn }
                storage: { filesystem: { rootdirectory: {{folder.File("store")}} }, delete: { enabled: true } }
                http: { addr: "127.0.0.1:{{port}}" }
                """);
            try
            {
                return (EngineProcess.Start(folder.File("registry.log"), new IPEndPoint(IPAddress.Loopback, port), "docker-registry", "serve", folder.File("config.yml")), port);
            }
            catch (AssertionException) when (attempt < 5)
            {
                continue;
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
