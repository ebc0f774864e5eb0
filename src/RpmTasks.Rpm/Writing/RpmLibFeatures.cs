using RpmTasks.Rpm.Dependencies;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Writing;

/// <summary>What a package asks of the rpm that installs it: an older one then refuses instead of misreading.</summary>
internal static class RpmLibFeatures
{
    public static IEnumerable<RpmDependency> Of(RpmSpec spec, PackagedFiles files, IReadOnlyCollection<RpmDependency> dependencies)
    {
        // What rpmbuild states of every package of this format, files or not, is stated.
        (RpmLibFeature Feature, bool IsUsed)[] features =
        [
            (RpmLibFeature.BuiltinLuaScripts, spec.Scriptlets.Any(scriptlet => scriptlet.Interpreter == ScriptletTags.Lua)),
            (RpmLibFeature.CaretInVersions, dependencies.Any(dependency => dependency.Version.Contains('^'))),
            (RpmLibFeature.CompressedFileNames, true),
            (RpmLibFeature.FileDigests, true),
            (RpmLibFeature.LargeFiles, files.AreLarge),
            (RpmLibFeature.PartialHardlinkSets, files.HaveHardLinks),
            (RpmLibFeature.PayloadFilesHavePrefix, true),
            (RpmLibFeature.PayloadIsZstd, spec.Compression.Compressor == PayloadCompressor.Zstd),
            (RpmLibFeature.RichDependencies, dependencies.Any(dependency => dependency.Name.StartsWith('('))),
            (RpmLibFeature.ScriptletInterpreterArgs, spec.Scriptlets.Any(scriptlet => scriptlet.Interpreter.Contains(' '))),
            (RpmLibFeature.TildeInVersions, dependencies.Any(dependency => dependency.Version.Contains('~'))),
        ];
        return from feature in features
               where feature.IsUsed
               select new RpmDependency(
                   DependencyKind.Requires, feature.Feature.Capability, Sense.RpmLib | Sense.Less | Sense.Equal, feature.Feature.Version);
    }
}
