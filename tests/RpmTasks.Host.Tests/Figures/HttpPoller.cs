using System.Diagnostics;

using RpmTasks.Poller;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Figures;

/// <summary>Asks a service on a host all the time, from a process of this machine in the host's network.</summary>
internal sealed class HttpPoller : IDisposable
{
    private readonly Process _process;

    private HttpPoller(Process process) => _process = process;

    /// <param name="clients">0 asks every 10 ms, whatever happens; else so many clients, each of which waits for its answer.</param>
    public static HttpPoller Start(BootedHost host, int port, int clients = 0)
    {
        var poller = Path.Combine(AppContext.BaseDirectory, "RpmTasks.Poller.dll");
        var start = host.OnItsNetwork("dotnet", "exec", poller, $"http://127.0.0.1:{port}/", $"{clients}");
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() != "asking")
            throw new InvalidOperationException("the poller does not start");
        return new HttpPoller(process);
    }

    public PollResult Stop()
    {
        _process.StandardInput.Close();
        var lines = _process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _process.WaitForExit();
        return new PollResult([.. lines.Select(Answer.Parse)]);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
