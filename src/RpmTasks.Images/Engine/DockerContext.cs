using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>The engine that `docker context use` or DOCKER_CONTEXT chose.</summary>
internal static class DockerContext
{
    /// <summary>The name of the context that stands for the default socket and has no file.</summary>
    private const string Default = "default";

    /// <summary>A configuration file beyond this is none.</summary>
    private const int MaximumFileLength = 4 << 20;

    /// <summary>The endpoint of the current context; null when there is none or it is the default one.</summary>
    public static EngineEndpoint? Find(Func<string, string?> variable)
    {
        if (Folder(variable) is not { } folder)
            return null;
        var named = variable("DOCKER_CONTEXT") is { Length: > 0 } name ? name : null;
        var context = named ?? Text(Read(Path.Combine(folder, "config.json")), "currentContext");
        return string.IsNullOrEmpty(context) || context == Default ? null : Endpoint(folder, context);
    }

    private static string? Folder(Func<string, string?> variable)
    {
        if (variable("DOCKER_CONFIG") is { Length: > 0 } folder)
            return folder;
        var home = variable("HOME") ?? variable("USERPROFILE");
        return string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".docker");
    }

    private static EngineEndpoint Endpoint(string folder, string context)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));
        var file = Path.Combine(folder, "contexts", "meta", id, "meta.json");
        var origin = $"docker context '{context}'";
        return Text(Read(file), "Endpoints", "docker", "Host") is { Length: > 0 } host
            ? EngineEndpoint.Parse(host, origin)
            : throw new ImageException(ImageFault.EngineUnreachable, origin,
                $"{file} names no endpoint; see 'docker context ls', or set RpmEngineEndpoint");
    }

    /// <summary>Null for a file that is missing: most users have none.</summary>
    private static JsonNode? Read(string file)
    {
        try
        {
            var info = new FileInfo(file);
            return info.Exists && info.Length <= MaximumFileLength ? JsonNode.Parse(File.ReadAllBytes(file)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ImageException(ImageFault.EngineUnreachable, file, $"Docker's configuration cannot be read ({e.Message.TrimEnd('.')}); set RpmEngineEndpoint to do without it", e);
        }
    }

    private static string? Text(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = node is JsonObject members ? members[name] : null;
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
