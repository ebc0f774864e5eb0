using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

using NUnit.Framework;

namespace RpmTasks.Testing.Engines;

/// <summary>
/// A program that listens, with its log. It is ended by its own process only, so that tests of several assemblies can each have
/// their own at the same time.
/// </summary>
internal sealed class EngineProcess : IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);

    private readonly Process process;

    private readonly string log;

    private EngineProcess(Process process, string log)
    {
        this.process = process;
        this.log = log;
    }

    /// <summary>What the program has said so far.</summary>
    public string Log => File.Exists(log) ? File.ReadAllText(log) : "";

    /// <summary>Starts <paramref name="tool"/> and waits until it accepts connections at <paramref name="endpoint"/>.</summary>
    public static EngineProcess Start(string log, EndPoint endpoint, string tool, params IEnumerable<string> arguments)
    {
        // The shell puts both outputs in one file and then becomes the program, so the process is the program's own.
        string[] shell = ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "sh", log, RealTool.Find(tool) ?? tool];
        var engine = new EngineProcess(Process.Start(new ProcessStartInfo("/bin/sh", shell.Concat(arguments)))!, log);
        try
        {
            engine.WaitFor(endpoint, tool);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Asks the program to end, as an init system does, and then makes it.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
            RealTool.Run("kill", "-TERM", $"{process.Id}");
        if (!process.WaitForExit(StopTimeout))
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private void WaitFor(EndPoint endpoint, string tool)
    {
        // 600 steps of 50 ms: a loaded machine may take its time; a program that has ended is noticed at once.
        for (var step = 0; step < 600 && !process.HasExited; step++)
        {
            if (Accepts(endpoint))
                return;
            Thread.Sleep(50);
        }
        throw new AssertionException($"{tool} {(process.HasExited ? "ended" : "does not listen")}; its log:\n{Log}");
    }

    private static bool Accepts(EndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(endpoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
