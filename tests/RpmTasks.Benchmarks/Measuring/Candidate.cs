using System.Diagnostics;

namespace RpmTasks.Benchmarks.Measuring;

/// <summary>One way to do it, run once in each round.</summary>
/// <param name="Name">The row's name.</param>
/// <param name="Command">Makes the command line anew for each run.</param>
internal sealed record Candidate(string Name, Func<ProcessStartInfo> Command)
{
    /// <summary>Before each run, and not measured.</summary>
    public Action Prepare { get; init; } = () => { };

    /// <summary>Bytes of what a run made.</summary>
    public Func<long> Length { get; init; } = () => 0;

    /// <summary>Takes so long that one round is enough.</summary>
    public bool IsSlow { get; init; }

    /// <summary>A way of RpmTasks.</summary>
    public bool IsOurs { get; init; }
}
