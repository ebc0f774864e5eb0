using RpmTasks.Benchmarks.Charts;

namespace RpmTasks.Benchmarks.Measuring;

/// <summary>A part of the benchmark that can be run alone.</summary>
/// <param name="Measure">Takes the number of rounds.</param>
internal sealed record Part(string Name, Func<int, Measured> Measure);

/// <summary>What a part found out.</summary>
/// <param name="Markdown">Its heading and tables.</param>
internal sealed record Measured(string Markdown, IReadOnlyList<Bound> Bounds, IReadOnlyList<Chart> Charts);
