using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Versions;

namespace RpmTasks.Packaging.Comparison;

/// <summary>
/// The package that the new one would be the update of: of the same name and architecture, in the same folder, with the greatest version
/// below the new one's. Not one of the same version, so that packing again compares with the same.
/// </summary>
internal static class PreviousPackage
{
    /// <returns>Null when there is none. What cannot be read is passed over.</returns>
    public static PackageFacts? Find(string folder, RpmSpec spec, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            return null;
        var mine = EvrOf(spec.Epoch, spec.Version, spec.Release);
        var candidates =
            from path in Directory.GetFiles(folder, $"{spec.Name}-*.{spec.Architecture}.rpm").Order(StringComparer.Ordinal)
            let evr = LookAt(path, spec)
            where evr is not null && RpmVersionComparer.CompareEvr(evr, mine) < 0
            select (path, evr);
        var newestFirst = candidates.ToList();
        newestFirst.Sort((one, two) => RpmVersionComparer.CompareEvr(two.evr, one.evr));
        return newestFirst.Select(candidate => Inspect(candidate.path, cancel)).OfType<PackageFacts>().FirstOrDefault();
    }

    /// <returns>Epoch, version and release of a package of that name; null for any other file.</returns>
    private static string? LookAt(string path, RpmSpec spec)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var package = RpmReader.Read(file);
            return package.Name == spec.Name && package.Architecture == spec.Architecture && !package.IsSource
                ? EvrOf(package.Epoch, package.Version ?? "", package.Release ?? "")
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or RpmFormatException)
        {
            return null;
        }
    }

    private static PackageFacts? Inspect(string path, CancellationToken cancel)
    {
        try
        {
            return PackageReading.Inspect(path, cancel);
        }
        catch (PackException)
        {
            return null;
        }
    }

    private static string EvrOf(uint? epoch, string version, string release) => FormattableString.Invariant($"{epoch ?? 0}:{version}-{release}");
}
