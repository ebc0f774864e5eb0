using System.Text.Json.Nodes;

using Docker.DotNet.Models;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>Platforms in the engine's words.</summary>
internal static class EnginePlatform
{
    /// <summary>As the API takes it where an image may have several: an OCI platform object.</summary>
    public static string? ToJson(ImagePlatform? platform)
    {
        if (platform is null)
            return null;
        var json = new JsonObject { ["os"] = platform.Os, ["architecture"] = platform.Architecture };
        if (platform.Variant is not null)
            json["variant"] = platform.Variant;
        return json.ToJsonString();
    }

    /// <summary>Older engines do not tell a variant; then the architecture decides.</summary>
    public static bool Fits(ImageInspectResponse image, ImagePlatform platform) =>
        image.Os == platform.Os && image.Architecture == platform.Architecture
        && (string.IsNullOrEmpty(image.Variant) || platform.Variant is null || image.Variant == platform.Variant);
}
