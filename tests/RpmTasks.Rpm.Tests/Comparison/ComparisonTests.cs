using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Comparison;

/// <summary>The same content through rpmbuild and through us.</summary>
[TestFixtureSource(typeof(RpmBuilder), nameof(RpmBuilder.All))]
internal sealed class ComparisonTests(RpmBuilder builder)
{
    private static IEnumerable<TestCaseData> Cases => ComparedSpecs.All.Select(spec => new TestCaseData(spec).SetArgDisplayNames(spec.Name));

    [TestCaseSource(nameof(Cases))]
    public void Both_packages_say_the_same_but_for_the_known_differences(RpmSpec spec)
    {
        var differences = PackageDifferences.Between(Read(Packages.Write(spec)), Read(builder.Build(spec)));

        foreach (var d in differences)
            TestContext.Out.WriteLine(d);
    }

    private static RpmPackage Read(byte[] package) => RpmReader.Read(new MemoryStream(package));
}
