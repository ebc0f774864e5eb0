using System.Collections.Immutable;

using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Inspection;

/// <summary>Dependencies as rpm prints them.</summary>
internal static class DependencyFactsReader
{
    public static DependencyFacts Read(RpmPackage package) => new()
    {
        Provides = TextsOf(package, DependencyKind.Provides),
        Requires = TextsOf(package, DependencyKind.Requires),
        Recommends = TextsOf(package, DependencyKind.Recommends),
        Suggests = TextsOf(package, DependencyKind.Suggests),
        Supplements = TextsOf(package, DependencyKind.Supplements),
        Enhances = TextsOf(package, DependencyKind.Enhances),
        Conflicts = TextsOf(package, DependencyKind.Conflicts),
        Obsoletes = TextsOf(package, DependencyKind.Obsoletes),
    };

    /// <summary>"name", "name &gt;= 1.2".</summary>
    public static string TextOf(string name, Sense flags, string version)
    {
        var relation = (flags.HasFlag(Sense.Less) ? "<" : "") + (flags.HasFlag(Sense.Greater) ? ">" : "") + (flags.HasFlag(Sense.Equal) ? "=" : "");
        return relation.Length == 0 || version.Length == 0 ? name : $"{name} {relation} {version}";
    }

    private static ImmutableArray<string> TextsOf(RpmPackage package, DependencyKind kind) =>
        [.. package.ReadDependencies(kind).Select(dependency => TextOf(dependency.Name, dependency.Flags, dependency.Version))];
}
