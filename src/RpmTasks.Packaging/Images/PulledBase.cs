using System.Text;
using System.Text.Json.Nodes;

using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Images;

/// <summary>
/// The base image inside the archive that the SDK wrote when it pulled a registry base: the SDK always adds one layer, of an empty
/// folder here, and one history entry for it.
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
        return new ContainerImage(ImageConfigReader.Read(Encoding.UTF8.GetBytes(config.ToJsonString()), "the config of the pulled base"), pulled.Layers[..^1]);
    }
}
