using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Writing;

/// <summary>What the installing rpm must know, as requirements that rpm itself answers; an older rpm refuses instead of misreading.</summary>
internal static class RpmLibFeatures
{
    public static IEnumerable<RpmDependency> Of(RpmSpec spec, PackagedFiles files, IReadOnlyCollection<RpmDependency> dependencies)
    {
        (string Feature, string Version, bool IsUsed)[] features =
        [
            ("BuiltinLuaScripts", "4.2.2-1", spec.Scriptlets.Any(scriptlet => scriptlet.Interpreter == ScriptletTags.Lua)),
            ("CaretInVersions", "4.15.0-1", dependencies.Any(dependency => dependency.Version.Contains('^'))),
            ("CompressedFileNames", "3.0.4-1", files.All.Length > 0),
            ("FileDigests", "4.6.0-1", files.All.Length > 0),
            ("LargeFiles", "4.12.0-1", files.AreLarge),
            ("PayloadFilesHavePrefix", "4.0-1", files.All.Length > 0),
            ("PayloadIsZstd", "5.4.18-1", spec.Compression.Compressor == PayloadCompressor.Zstd),
            ("RichDependencies", "4.12.0-1", dependencies.Any(dependency => dependency.Name.StartsWith('('))),
            ("ScriptletInterpreterArgs", "4.0.3-1", spec.Scriptlets.Any(scriptlet => scriptlet.Interpreter.Contains(' '))),
            ("TildeInVersions", "4.10.0-1", dependencies.Any(dependency => dependency.Version.Contains('~'))),
        ];
        return from feature in features
               where feature.IsUsed
               select new RpmDependency(
                   DependencyKind.Requires, $"rpmlib({feature.Feature})", Sense.RpmLib | Sense.Less | Sense.Equal, feature.Version);
    }
}
