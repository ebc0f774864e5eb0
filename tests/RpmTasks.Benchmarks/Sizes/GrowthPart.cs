using System.Diagnostics;

using RpmTasks.Benchmarks.Charts;
using RpmTasks.Benchmarks.Measuring;
using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Benchmarks.Sizes;

/// <summary>How packing grows with the image: an existing one into a package, each size once.</summary>
internal static class GrowthPart
{
    private static readonly (string Name, long Bytes)[] Sizes = [("12 MB", 12_000_000), ("278 MB", 278_000_000), ("2 GB", 2_000_000_000), ("6 GB", 6_000_000_000)];

    public static Measured Measure()
    {
        GrowthPoint[] points = [.. Sizes.Select(Measure)];
        var table = Table.Of(
            ["image", "cold, s", "warm, s", "zstd -3 -T0 alone, s", "memory cold, MB", "memory warm, MB", "package, MB"],
            points.Select(Row));
        Chart[] charts =
        [
            Lines("growth", "Seconds by size of the image", points, measurement => measurement.Wall),
            Lines("growth-memory", "Memory of the biggest process by size of the image, MB", points, measurement => measurement.Peak / 1e6),
        ];
        var largest = points[^1];
        return new Measured(
            string.Join("\n\n", ["### Growth with the image", table, .. charts.Select(chart => chart.Markdown)]),
            [new($"MB of memory: cold, image of {largest.Name}", largest.Cold.Peak / 1e6, 300, "0")],
            charts);
    }

    private static IReadOnlyList<string> Row(GrowthPoint point) =>
    [
        point.Name,
        Table.Seconds(point.Cold.Wall),
        Table.Seconds(point.Warm.Wall),
        Table.Seconds(point.Compress.Wall),
        Table.Number(point.Cold.Peak / 1e6, "0"),
        Table.Number(point.Warm.Peak / 1e6, "0"),
        Table.Megabytes(point.Cold.Length),
    ];

    private static LineChart Lines(string name, string title, GrowthPoint[] points, Func<Measurement, double> value) => new(
        name,
        title,
        [.. points.Select(point => ((double)point.Bytes, point.Name))],
        [
            new("publish with PackAsRpm, cold", [.. points.Select(point => ((double)point.Bytes, value(point.Cold)))]),
            new("publish with PackAsRpm, warm", [.. points.Select(point => ((double)point.Bytes, value(point.Warm)))]),
            new("zstd -3 -T0 alone", [.. points.Select(point => ((double)point.Bytes, value(point.Compress)))]),
        ]);

    private static GrowthPoint Measure((string Name, long Bytes) size)
    {
        using var folder = new TemporaryFolder();
        var archive = folder.File("image.tar");
        SizedImage.Write(archive, size.Bytes);
        var pack = Pack(folder, archive);
        var compress = new Candidate("", () => new ProcessStartInfo("zstd", ["-3", "-T0", "--quiet", archive, "-o", folder.File("zst")]));
        var point = new GrowthPoint(size.Name, size.Bytes, Measurement.Of(pack), Measurement.Of(pack), Measurement.Of(compress));
        Console.WriteLine($"image of {size.Name}: cold {point.Cold.Wall:0.00} s and {point.Cold.Peak / 1e6:0} MB, warm {point.Warm.Wall:0.00} s, zstd {point.Compress.Wall:0.00} s");
        return point;
    }

    private static Candidate Pack(TemporaryFolder folder, string archive)
    {
        var (output, cache) = (folder.File("out"), folder.File("cache"));
        LocalFeed.Mine.WriteConfig(folder.Path);
        File.WriteAllText(folder.File("appliance.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="RpmTasks" Version="{LocalFeed.Mine.Version}" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        string[] publish = ["publish", "-p:PackAsRpm=true", $"-p:RpmOutputPath={output}", $"-p:RpmCacheDirectory={cache}", "-p:RpmCacheMaxSize=10000"];
        // Once with another image, so that nothing is left to compile.
        SizedImage.Write(folder.File("small.tar"), 1_000_000);
        Command.Do(DotNet.In(folder.Path, LocalFeed.PackagesFolder, [.. publish, $"-p:RpmImage=docker-archive:{folder.File("small.tar")}"]));
        Directory.Delete(cache, recursive: true);
        return new Candidate("", () => DotNet.In(folder.Path, LocalFeed.PackagesFolder, [.. publish, "--no-restore", $"-p:RpmImage=docker-archive:{archive}"]))
        {
            Prepare = () =>
            {
                if (Directory.Exists(output))
                    Directory.Delete(output, recursive: true);
            },
            Length = () => new FileInfo(Directory.EnumerateFiles(output, "*.rpm").Single()).Length,
        };
    }
}
