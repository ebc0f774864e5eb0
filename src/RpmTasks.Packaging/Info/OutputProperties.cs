using System.Collections.Immutable;
using System.Globalization;

namespace RpmTasks.Packaging.Info;

/// <summary>Where packages go, what they are compressed and signed with.</summary>
internal static class OutputProperties
{
    private const string Runtimes = "RuntimeIdentifiers";

    public static IEnumerable<ResolvedProperty> Of(Resolution resolution, ImmutableArray<GivenProperty> given)
    {
        var (input, request, plan) = (resolution.Input, resolution.Request, resolution.Plan);
        yield return new ResolvedProperty("PackAsRpm", "false");
        yield return new ResolvedProperty("RpmOutputPath", request.Places.OutputFolder).FromProject("PackageOutputPath");
        yield return new ResolvedProperty("RpmRepositoryPath", request.Repository?.Folder);
        yield return ResolvedProperty.Of("RpmReport", request.Report);
        yield return AllRuntimes(given);
        yield return ResolvedProperty.Of("RpmCache", request.Cache is not null);
        yield return new ResolvedProperty("RpmCacheDirectory", resolution.CacheFolder);
        yield return new ResolvedProperty("RpmCacheMaxSize", request.Cache is { } cache ? (cache.MaxBytes >> 20).ToString(CultureInfo.InvariantCulture) : null);
        yield return new ResolvedProperty("RpmPayloadCompression", plan.Spec.Compression.Compressor.ToString().ToLowerInvariant());
        yield return new ResolvedProperty("RpmPayloadCompressionLevel", plan.Spec.Compression.Level.ToString(CultureInfo.InvariantCulture));
        yield return new ResolvedProperty("RpmSigningHash", input.Signing.Hash.Length > 0 ? input.Signing.Hash : "sha256");
    }

    private static ResolvedProperty AllRuntimes(ImmutableArray<GivenProperty> given) =>
        given.FirstOrDefault(property => property.Name == Runtimes && property.IsSet) is { } several
            ? new ResolvedProperty("RpmRuntimeIdentifiers", several.Value.Replace(";", "; ", StringComparison.Ordinal)).FromProject(Runtimes)
            : new ResolvedProperty("RpmRuntimeIdentifiers", null);
}
