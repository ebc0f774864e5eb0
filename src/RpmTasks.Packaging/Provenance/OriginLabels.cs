using System.Collections.Immutable;

namespace RpmTasks.Packaging.Provenance;

/// <summary>The labels of an app's image that say where it comes from (OCI image specification, annotations.md).</summary>
internal static class OriginLabels
{
    public const string BaseDigest = "org.opencontainers.image.base.digest";
    public const string Revision = "org.opencontainers.image.revision";
    public const string Tool = "rpmtasks.version";

    public static ImmutableArray<KeyValuePair<string, string>> Of(ProvenanceRequest provenance, BaseImage? baseImage)
    {
        (string Name, string? Value)[] labels =
        [
            (BaseDigest, baseImage?.Digest.ToString()),
            (Revision, provenance.Revision),
            (Tool, ToolVersion.Text),
        ];
        return [.. labels.Where(label => label.Value is not null).Select(label => KeyValuePair.Create(label.Name, label.Value!))];
    }
}
