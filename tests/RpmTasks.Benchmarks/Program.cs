using System.Diagnostics;
using System.Globalization;

using RpmTasks.Benchmarks;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

// dotnet run -c Release --project tests/RpmTasks.Benchmarks [rounds]
var rounds = args is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 3;
RealTool.Require("time", "zstd", "docker", "rpmbuild");
try
{
    using var folder = new TemporaryFolder();
    var archive = DotNetBase.Archive;
    var plain = new WebProject(folder.File("orders"));
    using var saved = new SavedImage(folder.File("saved"), archive, DotNetBase.Reference);

    string Output(string name) => folder.File("output", name);
    string[] packing = ["-p:PackAsRpm=true", $"-p:RpmBaseImage=docker-archive:{archive}", $"-p:RpmOutputPath={Output("pack")}"];
    // Published for a package it is compiled with other paths: a project of its own, or each would compile anew what the other did.
    var packed = new WebProject(folder.File("packed", "orders"), packing);
    string[] compressing = ["-3", "-T2", "--quiet", archive, "-o", Path.Combine(Output("zstd"), "image.zst")];
    Candidate[] candidates =
    [
        new("plain publish", Output("publish"), () => plain.Publish()),
        new("zstd -3 -T2", Output("zstd"), () => new ProcessStartInfo("zstd", compressing)) { Pattern = "*.zst" },
        new("publish with PackAsRpm", Output("pack"), () => packed.Publish(packing)),
        new("docker save, rpmbuild", Output("rpmbuild"), () => saved.Pack(Output("rpmbuild"))),
        new("docker save, rpmbuild with w3.zstdio", Output("rpmbuild-zstd"), () => saved.Pack(Output("rpmbuild-zstd"), "_binary_payload w3.zstdio")),
    ];

    var all = Series.Measure(candidates, rounds);
    var bound = new Bound(all[0], all[1], all[2]);
    var result = Report.Write(all, bound);
    Report.Insert(result);
    Console.WriteLine();
    Console.WriteLine(result);
    return bound.IsKept ? 0 : 1;
}
finally
{
    TestRun.End();
}
