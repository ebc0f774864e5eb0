using RpmTasks.Packaging.Comparison;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Packaging.Tests.Inspection;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Tests.Comparison;

/// <summary>What two packages differ in.</summary>
internal sealed class PackageComparisonTests
{
    private static readonly PackageFacts Before = Inspected.Facts(Inspected.Write(Inspected.Orders));

    [Test]
    public void The_same_package_differs_in_nothing() => Assert.That(PackageComparison.Compare(Before, Before).IsEmpty, Is.True);

    [Test]
    public void A_version_alone_is_no_difference()
    {
        var spec = Inspected.Orders with { Version = "9" };
        Assert.That(Compare(spec).IsEmpty, Is.True, "neither what it provides of itself, nor times");
    }

    [Test]
    public void Files_dependencies_scripts_and_values_are_told_apart()
    {
        const string gone = "/usr/lib/systemd/system/orders-image.service";
        const string changed = "/usr/lib/systemd/system/orders.service";
        var spec = Inspected.Orders.With(changed, "[Unit]\n"u8.ToArray());
        var difference = Compare(spec with
        {
            Summary = "Other",
            Files = [.. spec.Files.Where(file => file.Path != gone), new RpmFile("/etc/new", FileKind.Directory) { Mode = 0x1ED, ModifiedAt = 0 }],
            Dependencies = [.. spec.Dependencies.Where(dependency => dependency.Name != "podman"), new RpmDependency(DependencyKind.Recommends, "jq")],
            Scriptlets = [.. spec.Scriptlets.Where(script => script.Kind != ScriptletKind.PostInstall)],
        });

        Assert.That(difference.NewFiles, Is.EqualTo(new[] { "/etc/new" }));
        Assert.That(difference.ChangedFiles, Is.EqualTo(new[] { changed }));
        Assert.That(difference.GoneFiles, Is.EqualTo(new[] { gone }));
        Assert.That(difference.NewDependencies, Is.EqualTo(new[] { "Recommends: jq" }));
        Assert.That(difference.GoneDependencies, Is.EqualTo(new[] { "Requires: podman >= 4.4" }));
        Assert.That(difference.ChangedScripts, Is.EqualTo(new[] { "post" }));
        Assert.That(difference.ChangedValues.Single(), Does.EndWith(" -> Other").And.StartsWith("Summary: "));
        Assert.That(difference.IsEmpty, Is.False);
    }

    private static PackageDifference Compare(RpmSpec after) => PackageComparison.Compare(Before, Inspected.Facts(Inspected.Write(after)));
}
