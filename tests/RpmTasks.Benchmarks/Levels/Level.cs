using System.Diagnostics;

using RpmTasks.Benchmarks.Measuring;
using RpmTasks.Benchmarks.Projects;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Benchmarks.Levels;

/// <summary>What a compression level takes and gives: packing, and installing into an empty root.</summary>
internal sealed record Level(string Name, Series Pack, Series Install)
{
    public static Level Measure(string compression, string number, int rounds)
    {
        using var folder = new TemporaryFolder();
        List<string> wishes = ["-p:PackAsRpm=true", $"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}", "-p:RpmCache=false", $"-p:RpmPayloadCompression={compression}"];
        if (number.Length > 0)
            wishes.Add($"-p:RpmPayloadCompressionLevel={number}");
        var project = new WebProject(folder.File("project"), wishes);
        var name = $"{compression} {number}".TrimEnd();
        var pack = new Candidate($"pack with {name}", project.Publish) { Prepare = project.DeletePackage, Length = () => new FileInfo(project.Package).Length };
        var installs = 0;
        string Root() => folder.File($"root{installs}");
        var install = new Candidate($"install {name}", () => new ProcessStartInfo("rpm", ["--root", Root(), "--install", "--nodeps", "--noscripts", "--nosignature", project.Package]))
        {
            Prepare = () =>
            {
                installs++;
                Directory.CreateDirectory(Root());
            },
        };
        var measured = Series.Measure([pack, install], rounds);
        return new Level(name, measured[0], measured[1]);
    }
}
