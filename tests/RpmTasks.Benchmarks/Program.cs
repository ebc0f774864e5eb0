using RpmTasks.Benchmarks;
using RpmTasks.Benchmarks.Hosts;
using RpmTasks.Benchmarks.Levels;
using RpmTasks.Benchmarks.Measuring;
using RpmTasks.Benchmarks.Projects;
using RpmTasks.Benchmarks.Sizes;
using RpmTasks.Testing;

// dotnet run -c Release --project tests/RpmTasks.Benchmarks [ROUNDS] [--only PART]
Part[] parts =
[
    new("ways", WaysPart.Measure),
    new("growth", _ => GrowthPart.Measure()),
    new("levels", _ => LevelsPart.Measure()),
    new("host", HostPart.Measure),
];
if (Wish.Of(args, parts) is not { } wish)
{
    Console.Error.WriteLine($"usage: RpmTasks.Benchmarks [ROUNDS] [--only {string.Join('|', parts.Select(part => part.Name))}]");
    return 2;
}

RealTool.Require("time", "zstd", "docker", "rpmbuild", "rpm2cpio", "cpio");
try
{
    var measured = wish.Parts.Select(part => part.Measure(wish.Rounds)).ToArray();
    var report = new Report(wish.Rounds, measured);
    Console.WriteLine();
    Console.WriteLine(report.Text);
    if (wish.Parts.Count == parts.Length)
        report.Publish();
    return report.IsKept ? 0 : 1;
}
finally
{
    TestRun.End();
}
