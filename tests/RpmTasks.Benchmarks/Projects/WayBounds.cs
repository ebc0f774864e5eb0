using RpmTasks.Benchmarks.Measuring;

namespace RpmTasks.Benchmarks.Projects;

/// <summary>What packing may cost, held against the other ways of the same run.</summary>
internal static class WayBounds
{
    private const string Ratio = "0.000";

    public static IReadOnlyList<Bound> Of(Ways ways, Func<Candidate, Series> series)
    {
        var publish = series(ways.Publish).Wall;
        var ancestor = series(ways.RpmBuild);
        var cold = series(ways.Cold).Wall - publish;
        return
        [
            new("time: cold over a plain publish, of docker save and rpmbuild", cold / ancestor.Wall, 1.0 / 8, Ratio),
            new("time: cold over a plain publish, of the same with w3.zstdio", cold / series(ways.RpmBuildZstd3).Wall, 0.9, Ratio),
            new("time: warm over a plain publish, of docker save and rpmbuild", (series(ways.Warm).Wall - publish) / ancestor.Wall, 1.0 / 20, Ratio),
            new("seconds over a plain publish after a one-line change", series(ways.ChangeBundled).Wall - series(ways.Change).Wall, 0.5, "0.00"),
            new("the same with shared layers", series(ways.ChangeShared).Wall - series(ways.Change).Wall, 0.5, "0.00"),
            new("time: nothing changed, of a plain publish", series(ways.NoOp).Wall / publish, 1.1, Ratio),
            new("size: the package, of rpmbuild's", Share(ways.Cold, ways.RpmBuild), 0.85, Ratio),
            new("size: an update with shared layers, of a bundled one", Share(ways.ChangeShared, ways.ChangeBundled), 0.01, "0.0000"),
            new("size: the same of a self-contained app", Share(ways.SelfContainedShared, ways.SelfContainedBundled), 0.01, "0.0000"),
            new("MB of memory: cold", series(ways.Cold).Peak / 1e6, 200, "0"),
        ];

        double Share(Candidate part, Candidate whole) => (double)series(part).Length / series(whole).Length;
    }
}
