using System.Net.Sockets;

namespace RpmTasks.Testing.Engines;

/// <summary>
/// A Docker daemon with a store of its own and no network for containers. It starts in about a second; share one in a test assembly.
/// Needs root.
/// </summary>
public sealed class TestDockerd : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly EngineProcess process;

    /// <param name="options">Further options of dockerd, such as "--insecure-registry=…" or "--storage-driver=overlay2".</param>
    public TestDockerd(params IEnumerable<string> options)
    {
        RealTool.Require("dockerd", "containerd", "runc");
        RealTool.RequireRoot();
        Socket = folder.File("docker.sock");
        string[] own =
        [
            "--data-root", folder.File("data"), "--exec-root", folder.File("exec"), "--pidfile", folder.File("dockerd.pid"),
            "--host", Endpoint, "--iptables=false", "--ip-masq=false", "--bridge=none",
        ];
        try
        {
            process = EngineProcess.Start(folder.File("dockerd.log"), new UnixDomainSocketEndPoint(Socket), "dockerd", own.Concat(WithStorage([.. options])));
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

    /// <summary>What the daemon has logged.</summary>
    public string Log => process.Log;

    public void Dispose()
    {
        process.Dispose();
        TestMounts.Release(folder.Path);
        folder.Dispose();
    }

    /// <summary>Copying whole layers is slow, but works on every file system, overlay included.</summary>
    private static IEnumerable<string> WithStorage(IReadOnlyCollection<string> options) =>
        options.Any(option => option.StartsWith("--storage-driver", StringComparison.Ordinal)) ? options : options.Append("--storage-driver=vfs");
}
