using RpmTasks.Packaging.Comparison;
using RpmTasks.Packaging.Info;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Packaging.Packing;

namespace RpmTasks.Packaging.Reports;

/// <summary>The page about a package that was just written, out of the package itself and the layers that went into it.</summary>
internal static class ReportStep
{
    private const string Suffix = ".rpm";

    /// <param name="package">Name of its file.</param>
    public static string NameFor(string package) => package[..^Suffix.Length] + ".html";

    /// <param name="staged">Where the package lies, under whatever name.</param>
    /// <param name="written">Where it will lie.</param>
    public static string Render(PackagePlan plan, string staged, PackedRpm written, CancellationToken cancel)
    {
        var package = Inspect(staged, Path.GetFileName(written.Path), cancel);
        var makers = package.Images.SelectMany(image => image.Layers).Select(layer => layer.CreatedBy).ToList();
        var previous = PreviousPackage.Find(Path.GetDirectoryName(written.Path)!, plan.Spec, cancel);
        return ReportPage.Render(new ReportFacts
        {
            Package = package,
            Sha256 = written.Sha256,
            Layers = LayerContents.Of(plan, makers, cancel),
            Units = [.. PlannedFacts.Units(plan.Spec)],
            Hardening = plan.Service is { } service ? Hardening.Of(service, plan.Image.Image.Config.User) : [],
            Previous = previous?.Identity.Nevra,
            Difference = previous is null ? null : PackageComparison.Compare(previous, package),
        });
    }

    private static PackageFacts Inspect(string path, string name, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return PackageInspector.Inspect(name, file, cancel);
    }
}
