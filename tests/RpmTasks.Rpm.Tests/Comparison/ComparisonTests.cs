using System.Security.Cryptography;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Comparison;

/// <summary>The same content through rpmbuild and through us.</summary>
[TestFixtureSource(typeof(RpmBuilder), nameof(RpmBuilder.All))]
internal sealed class ComparisonTests(RpmBuilder builder)
{
    private static IEnumerable<TestCaseData> Cases => ComparedSpecs.All.Select(spec => new TestCaseData(spec).SetArgDisplayNames(spec.Name));

    [TestCaseSource(nameof(Cases))]
    public void Both_packages_differ_in_exactly_what_is_known(RpmSpec spec)
    {
        var (ours, theirs) = (Packages.Write(spec), builder.Build(spec));

        var differences = PackageDifferences.Between(Read(ours), Read(theirs)).ToList();
        if (ArchiveOf(ours) is var our && ArchiveOf(theirs) is var their && our != their)
            differences.Add(new Difference(Difference.Archive, Difference.OtherValue, $"{our} / {their}"));

        var known = KnownDifference.All.Where(difference => difference.IsExpected(builder, spec)).Select(difference => difference.Key);
        Assert.That(differences.Select(difference => difference.Key), Is.EquivalentTo(known), string.Join('\n', differences));
    }

    private static RpmPackage Read(byte[] package) => RpmReader.Read(new MemoryStream(package));

    private static string ArchiveOf(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var package = RpmReader.Read(stream);
        using var archive = Decoder.Open(package.Compressor, new StoredPayload(stream, []));
        return Convert.ToHexStringLower(SHA256.HashData(archive));
    }
}

internal sealed class KnownDifferenceTests
{
    [Test]
    public void The_documentation_has_a_row_for_each_and_no_other()
    {
        var rows = File.ReadLines(Repository.Path("docs", "rpmbuild.md")).Where(line => line.StartsWith('|')).Skip(2);

        Assert.That(rows, Is.EqualTo(KnownDifference.All.Select(difference => difference.Row)));
    }

    [Test]
    public void None_is_listed_that_no_comparison_looks_for() =>
        Assert.That(KnownDifference.All.Where(known => !ComparedSpecs.All.Any(spec => RpmBuilder.All.Any(builder => known.IsExpected(builder, spec)))), Is.Empty);
}
