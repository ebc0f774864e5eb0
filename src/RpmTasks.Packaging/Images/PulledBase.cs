using System.Text;
using System.Text.Json.Nodes;

using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Provenance;

namespace RpmTasks.Packaging.Images;

/// <summary>
/// The base image inside the archive that the SDK wrote when it pulled a registry base: the SDK always adds one layer, of an empty
/// folder here, and one history entry for it. Asked to, it also writes the digest of the base's manifest into a label.
/// </summary>
internal static class PulledBase
{
    public static ContainerImage Of(ContainerImage pulled)
    {
        var config = pulled.Config.ToJson();
        if (config["rootfs"]?["diff_ids"] is JsonArray { Count: > 0 } diffIds)
            diffIds.RemoveAt(diffIds.Count - 1);
        if (config["history"] is JsonArray { Count: > 0 } history)
            history.RemoveAt(history.Count - 1);
        var digest = pulled.Config.Labels.TryGetValue(OriginLabels.BaseDigest, out var text) && Digest.TryParse(text, out var parsed) ? parsed : (Digest?)null;
        RemoveLabel(config["config"] as JsonObject);
        return new ContainerImage(ImageConfigReader.Read(Encoding.UTF8.GetBytes(config.ToJsonString()), "the config of the pulled base"), pulled.Layers[..^1])
        {
            ManifestDigest = digest,
        };
    }

    private static void RemoveLabel(JsonObject? config)
    {
        if (config?["Labels"] is not JsonObject labels)
            return;
        labels.Remove(OriginLabels.BaseDigest);
        if (labels.Count == 0)
            config.Remove("Labels");
    }
}
