namespace RpmTasks.Benchmarks;

/// <summary>What packing may cost: hardly more than compressing the image's bytes and publishing, one after the other.</summary>
internal sealed record Bound(Series Publish, Series Compress, Series Pack)
{
    private const double MostTime = 1.3;
    private const long MostMemory = 300_000_000;

    /// <summary>Seconds that are the measure of all.</summary>
    public double Measure => Publish.Wall + Compress.Wall;

    public double Ratio => Pack.Wall / Measure;

    public bool IsKept => Ratio <= MostTime && Pack.Peak < MostMemory;

    public override string ToString() => FormattableString.Invariant(
        $"Publish with PackAsRpm took {Ratio:0.00} times the sum of plain publish and zstd; at most {MostTime:0.0} is allowed: {Verdict(Ratio <= MostTime)}. Its biggest process took {Pack.Peak / 1e6:0} MB of memory; less than {MostMemory / 1e6:0} is allowed: {Verdict(Pack.Peak < MostMemory)}.");

    private static string Verdict(bool isKept) => isKept ? "passed" : "FAILED";
}
