using RpmTasks.Packaging.Repositories;
using RpmTasks.Packaging.Tests.Inspection;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;
using RpmTasks.Testing.Mutations;

namespace RpmTasks.Packaging.Tests.Repositories;

/// <summary>Whatever lies in the folder, it becomes sound XML or is refused as damaged.</summary>
internal sealed class PackageMutationTests
{
    private static readonly RpmSeed Seed = new("zstd", Inspected.Write(Inspected.Orders));

    [Test]
    public void Damaged_packages_are_refused_or_make_sound_documents() => MutationRun.Run(2, random =>
    {
        var package = Seed.Mutate(random);
        return new Mutant(Seed.Name, package, () => Read(package));
    });

    private static void Read(byte[] package)
    {
        PackageEntry entry;
        try
        {
            using var stream = new MemoryStream(package);
            entry = new PackageElements(RpmReader.Read(stream), new FolderFile("a.rpm", package.Length, 0), new string('0', 64)).ToEntry();
        }
        catch (RpmFormatException)
        {
            return;
        }

        foreach (var kind in MetadataKinds.All)
            MetadataFile.Of(kind, [entry], CancellationToken.None);
    }
}
