using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Headers;

/// <summary>The three parallel arrays that a list of dependencies becomes.</summary>
internal sealed record DependencyTags(StringArrayTag Name, Int32Tag Flags, StringArrayTag Version)
{
    public static DependencyTags Of(DependencyKind kind) => kind switch
    {
        DependencyKind.Provides => new(Tags.ProvideName, Tags.ProvideFlags, Tags.ProvideVersion),
        DependencyKind.Requires => new(Tags.RequireName, Tags.RequireFlags, Tags.RequireVersion),
        DependencyKind.Conflicts => new(Tags.ConflictName, Tags.ConflictFlags, Tags.ConflictVersion),
        DependencyKind.Obsoletes => new(Tags.ObsoleteName, Tags.ObsoleteFlags, Tags.ObsoleteVersion),
        DependencyKind.Recommends => new(Tags.RecommendName, Tags.RecommendFlags, Tags.RecommendVersion),
        DependencyKind.Suggests => new(Tags.SuggestName, Tags.SuggestFlags, Tags.SuggestVersion),
        DependencyKind.Supplements => new(Tags.SupplementName, Tags.SupplementFlags, Tags.SupplementVersion),
        DependencyKind.Enhances => new(Tags.EnhanceName, Tags.EnhanceFlags, Tags.EnhanceVersion),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
