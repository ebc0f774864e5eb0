using System.Diagnostics;
using System.Text;

namespace RpmTasks.Testing;

/// <summary>Programs that a test needs done, each within a time, as opposed to those that judge (<see cref="RealTool"/>).</summary>
public static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>The output of a program that must succeed.</summary>
    public static string Do(string tool, params IEnumerable<string> arguments) => Do(new ProcessStartInfo(tool, arguments));

    /// <inheritdoc cref="Do(string, IEnumerable{string})"/>
    public static string Do(ProcessStartInfo start)
    {
        var result = Run(Patience, start);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{Line(start)}: exit code {result.ExitCode}\n{LastLines(result.All)}");
    }

    public static ToolResult Run(TimeSpan limit, string tool, params IEnumerable<string> arguments) =>
        Run(limit, new ProcessStartInfo(tool, arguments));

    /// <exception cref="TimeoutException">The program was not done in time, and was killed with its children.</exception>
    public static ToolResult Run(TimeSpan limit, ProcessStartInfo start)
    {
        start.FileName = RealTool.Find(start.FileName) ?? start.FileName;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["LC_ALL"] = "C.UTF-8";

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (new StringBuilder(), new StringBuilder());
        if (!Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, error), process.WaitForExitAsync()).Wait(limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Line(start)}: not done after {limit}\n{LastLines(Text(output) + Text(error))}");
        }

        return new ToolResult(process.ExitCode, output.ToString(), error.ToString());
    }

    // By and by, so that what a program said before it hung is known.
    private static async Task ReadAsync(StreamReader reader, StringBuilder text)
    {
        var part = new char[4096];
        for (int count; (count = await reader.ReadAsync(part)) > 0;)
        {
            lock (text)
                text.Append(part, 0, count);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    private static string Line(ProcessStartInfo start) => $"{start.FileName} {string.Join(' ', start.ArgumentList)}";

    private static string LastLines(string text) => string.Join('\n', text.TrimEnd().Split('\n').TakeLast(30));
}
