using RpmTasks.Rpm.Dependencies;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Reading;

/// <summary>A package must require every rpmlib() feature that it uses.</summary>
internal static class RpmLibChecks
{
    /// <summary>What every rpm knows that can read format v6 at all is not required there.</summary>
    private static readonly RpmLibFeature[] ImpliedByV6 =
        [RpmLibFeature.CompressedFileNames, RpmLibFeature.FileDigests, RpmLibFeature.PayloadFilesHavePrefix, RpmLibFeature.PartialHardlinkSets];

    public static void Check(RpmPackage package, IReadOnlyList<FileEntry> files, RpmFindings findings)
    {
        var required = package.ReadDependencies(DependencyKind.Requires)
            .Where(dependency => dependency.Flags.HasFlag(Sense.RpmLib))
            .Select(dependency => dependency.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var feature in UsedBy(package, files).Where(feature => !required.Contains(feature.Capability)))
            findings.Note(feature.Capability, "the package uses it and does not require it", "an rpm that does not know it finds out in the middle of the installation");
    }

    private static IEnumerable<RpmLibFeature> UsedBy(RpmPackage package, IReadOnlyList<FileEntry> files)
    {
        var dependencies = Enum.GetValues<DependencyKind>().SelectMany(package.ReadDependencies).ToList();
        (RpmLibFeature Feature, bool IsUsed)[] features =
        [
            (RpmLibFeature.PayloadIsBzip2, package.Compressor == "bzip2"),
            (RpmLibFeature.PayloadIsLzma, package.Compressor == "lzma"),
            (RpmLibFeature.PayloadIsXz, package.Compressor == "xz"),
            (RpmLibFeature.PayloadIsZstd, package.Compressor == "zstd"),
            (RpmLibFeature.CompressedFileNames, files.Count > 0),
            (RpmLibFeature.FileDigests, files.Count > 0 && package.Main.Has(Tags.FileDigestAlgo)),
            (RpmLibFeature.FileCaps, package.Main.Has(Tags.FileCaps)),
            (RpmLibFeature.LargeFiles, package.Main.Has(Tags.LongFileSizes)),
            (RpmLibFeature.PayloadFilesHavePrefix, files.Count > 0 && !package.IsSource),
            (RpmLibFeature.PartialHardlinkSets, HaveHardLinks(files)),
            (RpmLibFeature.RichDependencies, dependencies.Any(dependency => dependency.Name.StartsWith('('))),
            (RpmLibFeature.TildeInVersions, !package.IsSource && dependencies.Any(dependency => dependency.Version.Contains('~'))),
            (RpmLibFeature.CaretInVersions, !package.IsSource && dependencies.Any(dependency => dependency.Version.Contains('^'))),
        ];
        return from feature in features where feature.IsUsed && !(package.Format == 6 && ImpliedByV6.Contains(feature.Feature)) select feature.Feature;
    }

    private static bool HaveHardLinks(IReadOnlyList<FileEntry> files)
    {
        var regular = files.Where(file => file.IsRegular && !file.IsGhost).ToList();
        return regular.DistinctBy(file => file.InodeKey).Count() < regular.Count;
    }
}
