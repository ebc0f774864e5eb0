using System.Net.Sockets;

namespace RpmTasks.Testing.Engines;

/// <summary>Podman's API service with a store of its own. It starts in about a second; share one in a test assembly. Needs root.</summary>
public sealed class TestPodmanService : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly EngineProcess process;

    /// <param name="insecureRegistries">Registries that are spoken to without TLS, such as a <see cref="TestRegistry"/>'s name.</param>
    public TestPodmanService(params IEnumerable<string> insecureRegistries)
    {
        RealTool.Require("podman");
        RealTool.RequireRoot();
        Socket = folder.File("podman.sock");
        File.WriteAllLines(Registries, insecureRegistries.Select(name => $"[[registry]]\nlocation = \"{name}\"\ninsecure = true"));
        try
        {
            process = EngineProcess.Start(folder.File("podman.log"), new UnixDomainSocketEndPoint(Socket), "env",
                [$"CONTAINERS_REGISTRIES_CONF={Registries}", "podman", .. Store, "system", "service", "--time=0", Endpoint]);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The socket's path.</summary>
    public string Socket { get; }

    /// <summary>"unix://" and the socket's path, as DOCKER_HOST takes it.</summary>
    public string Endpoint => $"unix://{Socket}";

    /// <summary>What the service has logged.</summary>
    public string Log => process.Log;

    private string Registries => folder.File("registries.conf");

    private string[] Store => ["--root", folder.File("root"), "--runroot", folder.File("run"), "--storage-driver=vfs"];

    /// <summary>Runs podman's own command line on the same store.</summary>
    public ToolResult Run(params IEnumerable<string> arguments) => RealTool.Run("podman", Store.Concat(arguments));

    public void Dispose()
    {
        process.Dispose();
        TestMounts.Release(folder.Path);
        folder.Dispose();
    }
}
