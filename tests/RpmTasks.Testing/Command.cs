using System.Diagnostics;

namespace RpmTasks.Testing;

/// <summary>Programs that a test needs done, each within a time, as opposed to those that judge (<see cref="RealTool"/>).</summary>
public static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>The output of a program that must succeed.</summary>
    public static string Do(string tool, params IEnumerable<string> arguments)
    {
        var line = $"{tool} {string.Join(' ', arguments)}";
        var result = Run(Patience, tool, arguments);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{line}: exit code {result.ExitCode}\n{LastLines(result.All)}");
    }

    /// <exception cref="TimeoutException">The program was not done in time, and was killed with its children.</exception>
    public static ToolResult Run(TimeSpan limit, string tool, params IEnumerable<string> arguments)
    {
        using var process = Start(tool, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!Task.WhenAll(output, error, process.WaitForExitAsync()).Wait(limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{tool} {string.Join(' ', arguments)}: not done after {limit}");
        }
        return new ToolResult(process.ExitCode, output.Result, error.Result);
    }

    private static Process Start(string tool, IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo(RealTool.Find(tool) ?? tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        })!;

    private static string LastLines(string text) => string.Join('\n', text.TrimEnd().Split('\n').TakeLast(20));
}
