using System.Diagnostics;
using System.Globalization;

using RpmTasks.Testing;

namespace RpmTasks.Benchmarks.Measuring;

/// <summary>What one run of a program took, its children included.</summary>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="Cpu">Seconds of all processors.</param>
/// <param name="Peak">Bytes that the biggest of its processes had in memory at most.</param>
/// <param name="Length">Bytes of what it made.</param>
internal sealed record Measurement(double Wall, double Cpu, long Peak, long Length)
{
    public static Measurement Of(Candidate candidate)
    {
        candidate.Prepare();
        using var folder = new TemporaryFolder();
        Command.Do(Timed(candidate.Command(), folder.File("time")));
        var numbers = File.ReadAllText(folder.File("time")).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new Measurement(numbers[0], numbers[1] + numbers[2], (long)numbers[3] * 1024, candidate.Length());
    }

    private static ProcessStartInfo Timed(ProcessStartInfo start, string result)
    {
        // Elapsed, user and system seconds, and KiB of the biggest process, of all that was waited for.
        string[] time = ["--output", result, "--format", "%e %U %S %M", RealTool.Find(start.FileName) ?? start.FileName];
        foreach (var argument in time.Reverse())
            start.ArgumentList.Insert(0, argument);
        start.FileName = "time";
        return start;
    }
}
