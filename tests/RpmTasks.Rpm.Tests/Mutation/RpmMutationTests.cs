using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Testing;
using RpmTasks.Testing.Mutations;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Rpm.Tests.Mutation;

/// <summary>Whatever becomes of a package, verifying it ends with findings, and soon.</summary>
internal sealed class RpmMutationTests
{
    [Test]
    public void Damaged_packages_of_ours_give_findings()
    {
        var small = Specs.Rich with { Files = [.. Specs.Rich.Files.Where(file => file.Content is null or { Length: < 1000 })] };
        Run(
            30,
            new RpmSeed("none", Packages.Write(small with { Compression = PayloadCompression.None })),
            new RpmSeed("gzip", Packages.Write(small with { Compression = PayloadCompression.Gzip() })),
            new RpmSeed("zstd", Packages.Write(small)),
            new RpmSeed("v6", V6Package.Build()));
    }

    [Test]
    public void Damaged_packages_of_rpmbuild_give_findings()
    {
        string[] formats = ["w9.gzdio", "w7.xzdio", "w9.bzdio", "w3.zstdio", "w6.lzdio", "w.ufdio"];

        Run(25, [.. formats.SelectMany(io => SeedsOf(io))]);
    }

    private static IEnumerable<RpmSeed> SeedsOf(string io)
    {
        using var folder = new TemporaryFolder();
        var (binary, source) = ForeignPackages.Build(folder, io);
        yield return new RpmSeed(io, File.ReadAllBytes(binary));
        yield return new RpmSeed(io + " source", File.ReadAllBytes(source));
    }

    private static void Run(int percent, params RpmSeed[] seeds) => MutationRun.Run(percent, random =>
    {
        var seed = seeds[random.Next(seeds.Length)];
        var package = seed.Mutate(random);
        return new Mutant(seed.Name, package, () => RpmVerifier.Verify(new MemoryStream(package), parallelism: 1, CancellationToken.None));
    });
}
