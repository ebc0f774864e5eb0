using RpmTasks.Rpm.Dependencies;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Writing;

/// <summary>
/// rpm 4.11, that of EL7 and the oldest in use: it refuses a package that requires a feature it does not know. All its other limits hold for every
/// package of ours (<see cref="Headers.HeaderKind"/>).
/// </summary>
internal static class OldestRpm
{
    /// <returns>What in the spec it would refuse, each as a sentence without its end.</returns>
    public static IReadOnlyList<string> FindObstacles(RpmSpec spec)
    {
        var files = PackagedFiles.Of(spec);
        var dependencies = PackageDependencies.Of(spec, files);
        return
        [
            .. files.AreLarge ? files.All.Where(file => file.Size >= uint.MaxValue).Select(file => Needs(file.File.Path, RpmLibFeature.LargeFiles)) : [],
            .. dependencies.Where(dependency => dependency.Name.StartsWith('(')).Select(dependency => Needs($"{dependency.Kind} {dependency.Name}", RpmLibFeature.RichDependencies)),
            .. dependencies.Where(dependency => dependency.Version.Contains('^')).Select(dependency => Needs($"{dependency.Kind} {dependency.Name} {dependency.Version}", RpmLibFeature.CaretInVersions)),
            .. spec.Compression.Compressor == PayloadCompressor.Zstd ? [Needs("zstd", RpmLibFeature.PayloadIsZstd)] : Array.Empty<string>(),
        ];
    }

    private static string Needs(string what, RpmLibFeature feature) => $"'{what}' needs {feature.Capability}";
}
