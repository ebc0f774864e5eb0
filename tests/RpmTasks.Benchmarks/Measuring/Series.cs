namespace RpmTasks.Benchmarks.Measuring;

/// <summary>A candidate's measurements, one a round.</summary>
internal sealed record Series(Candidate Candidate, IReadOnlyList<Measurement> Measurements)
{
    public double Wall => Median(measurement => measurement.Wall);

    public double Cpu => Median(measurement => measurement.Cpu);

    /// <summary>The worst, not the median: it is held against a limit.</summary>
    public long Peak => Measurements.Max(measurement => measurement.Peak);

    public long Length => Measurements[^1].Length;

    /// <summary>Rounds go through all candidates in turn, so that what else the machine does meets all of them.</summary>
    public static IReadOnlyList<Series> Measure(IReadOnlyList<Candidate> candidates, int rounds)
    {
        var taken = candidates.Select(_ => new List<Measurement>()).ToArray();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var (candidate, measurements) in candidates.Zip(taken).Where(pair => round == 1 || !pair.First.IsSlow))
            {
                measurements.Add(Measurement.Of(candidate));
                Console.WriteLine($"round {round}: {candidate.Name}: {measurements[^1].Wall:0.00} s, {measurements[^1].Cpu:0.00} s of CPU, {measurements[^1].Peak / 1e6:0} MB");
            }
        }

        return [.. candidates.Zip(taken, (candidate, measurements) => new Series(candidate, measurements))];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private double Median(Func<Measurement, double> value) => Median(Measurements.Select(value));
}
