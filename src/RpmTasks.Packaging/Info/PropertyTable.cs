using System.Collections.Immutable;

namespace RpmTasks.Packaging.Info;

/// <summary>Every property with its value, and where that comes from.</summary>
internal static class PropertyTable
{
    /// <param name="given">All of ours in the order in which they are shown; with what of the SDK's they default to.</param>
    public static ImmutableArray<PropertyFacts> Of(ImmutableArray<GivenProperty> given, Resolution resolution)
    {
        IEnumerable<ResolvedProperty> all =
        [
            .. OutputProperties.Of(resolution, given), .. ImageProperties.Of(resolution, given), .. MetadataProperties.Of(resolution), .. ServiceProperties.Of(resolution),
        ];
        var resolved = all.ToDictionary(property => property.Name, StringComparer.Ordinal);
        return [.. given.Where(property => property.Name.Contains("Rpm", StringComparison.Ordinal)).Select(property => Join(property, resolved.GetValueOrDefault(property.Name)))];
    }

    private static PropertyFacts Join(GivenProperty given, ResolvedProperty? resolved) =>
        given.IsSet ? new PropertyFacts(given.Name, resolved is null ? given.Value : resolved.Value, given.Origin, null)
        : resolved is null ? new PropertyFacts(given.Name, null, ResolvedProperty.Default, null)
        : new PropertyFacts(given.Name, resolved.Value, resolved.Origin, resolved.From);
}
