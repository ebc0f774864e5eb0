using System.Diagnostics;

namespace RpmTasks.Benchmarks;

/// <summary>One way to do it, run once in each round.</summary>
/// <param name="Name">The row's name.</param>
/// <param name="Output">The folder it writes to, emptied before each run: every run is a first one.</param>
/// <param name="Command">Makes the command line anew for each run.</param>
internal sealed record Candidate(string Name, string Output, Func<ProcessStartInfo> Command)
{
    /// <summary>Of the one file that counts.</summary>
    public string Pattern { get; init; } = "*.rpm";

    public long OutputLength =>
        Directory.EnumerateFiles(Output, Pattern, SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
