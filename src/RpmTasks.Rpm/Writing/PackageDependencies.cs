using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Writing;

/// <summary>All dependencies of a package: those asked for, and those that rpm expects every package to state about itself.</summary>
internal static class PackageDependencies
{
    public static IReadOnlyList<RpmDependency> Of(RpmSpec spec, PackagedFiles files)
    {
        List<RpmDependency> all = [.. spec.Dependencies, .. OfItself(spec), .. OfInterpreters(spec)];
        if (spec.Files.Any(file => file.Flags.HasFlag(FileFlags.Config)))
            all.AddRange(OfConfig(spec));
        all.AddRange(RpmLibFeatures.Of(spec, files, all));
        return all.Distinct().Order(Comparer<RpmDependency>.Create(Compare)).ToList();
    }

    private static int Compare(RpmDependency left, RpmDependency right)
    {
        var byKind = ((int)left.Kind).CompareTo((int)right.Kind);
        var byName = byKind != 0 ? byKind : string.CompareOrdinal(left.Name, right.Name);
        var bySense = byName != 0 ? byName : ((uint)left.Flags).CompareTo((uint)right.Flags);
        return bySense != 0 ? bySense : string.CompareOrdinal(left.Version, right.Version);
    }

    /// <summary>rpm implies none of these: without them nothing could require the package by name.</summary>
    private static IEnumerable<RpmDependency> OfItself(RpmSpec spec)
    {
        yield return new(DependencyKind.Provides, spec.Name, Sense.Equal, Evr(spec));
        if (Architecture.Find(spec.Architecture)?.Isa is { } isa)
            yield return new(DependencyKind.Provides, $"{spec.Name}({isa})", Sense.Equal, Evr(spec));
    }

    private static IEnumerable<RpmDependency> OfConfig(RpmSpec spec) =>
        from kind in new[] { DependencyKind.Provides, DependencyKind.Requires }
        select new RpmDependency(kind, $"config({spec.Name})", Sense.Config | Sense.Equal, Evr(spec));

    private static IEnumerable<RpmDependency> OfInterpreters(RpmSpec spec) =>
        from scriptlet in spec.Scriptlets
        where scriptlet.Interpreter != ScriptletTags.Lua
        let program = scriptlet.Interpreter.Split(' ')[0]
        select new RpmDependency(DependencyKind.Requires, program, ScriptletTags.Of(scriptlet.Kind).InterpreterSense);

    private static string Evr(RpmSpec spec) =>
        spec.Epoch is { } epoch ? $"{epoch}:{spec.Version}-{spec.Release}" : $"{spec.Version}-{spec.Release}";
}
