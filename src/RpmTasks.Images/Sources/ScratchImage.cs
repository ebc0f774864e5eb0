using System.Text.Json.Nodes;

using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Sources;

/// <summary>The empty base: a config without layers.</summary>
internal static class ScratchImage
{
    public static ContainerImage For(ImagePlatform platform)
    {
        var config = new JsonObject { ["architecture"] = platform.Architecture, ["os"] = platform.Os };
        if (platform.Variant is not null)
            config["variant"] = platform.Variant;
        config["config"] = new JsonObject();
        config["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray() };
        return new ContainerImage(ImageConfigReader.Read(ImageJson.Serialise(config), "scratch"), []);
    }
}
