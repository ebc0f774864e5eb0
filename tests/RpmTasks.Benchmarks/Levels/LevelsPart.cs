using RpmTasks.Benchmarks.Measuring;

namespace RpmTasks.Benchmarks.Levels;

/// <summary>What the default compression was chosen by.</summary>
internal static class LevelsPart
{
    private static readonly (string Compression, string Number)[] Wanted =
        [("zstd", "1"), ("zstd", "3"), ("zstd", "5"), ("zstd", "6"), ("zstd", "7"), ("zstd", "9"), ("zstd", "12"), ("zstd", "19"), ("gzip", "6"), ("none", "")];

    public static Measured Measure()
    {
        var levels = Wanted.Select(wanted => Level.Measure(wanted.Compression, wanted.Number, rounds: 1));
        var table = Table.Of(
            ["RpmPayloadCompression and level", "publish, nothing cached, s", "CPU seconds", "package, MB", "rpm --install, s"],
            levels.Select(Row));
        return new Measured($"### Compression levels\n\n{table}", [], []);
    }

    private static IReadOnlyList<string> Row(Level level) =>
    [
        level.Name, Table.Seconds(level.Pack.Wall), Table.Seconds(level.Pack.Cpu), Table.Megabytes(level.Pack.Length), Table.Seconds(level.Install.Wall),
    ];
}
