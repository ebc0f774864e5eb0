using System.Text.Json;

namespace RpmTasks.Images.Engine;

/// <summary>One line of what an engine streams while it builds or pulls.</summary>
internal sealed record EngineMessage
{
    /// <summary>Output of a build, any part of a line or several lines.</summary>
    public string? Output { get; init; }

    /// <summary>A step of a pull, without the bars that repeat many times a second.</summary>
    public string? Status { get; init; }

    /// <summary>A failure, though the HTTP status said 200.</summary>
    public string? Error { get; init; }

    /// <summary>The ID of what was built; a build of several stages gives several, and the last counts.</summary>
    public string? ImageId { get; init; }

    /// <summary>Progress of BuildKit, a protobuf message.</summary>
    public byte[]? Trace { get; init; }

    /// <exception cref="JsonException">The line is no JSON object.</exception>
    public static EngineMessage Parse(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line);
        if (json.RootElement is not { ValueKind: JsonValueKind.Object } root)
            throw new JsonException("A message of an engine is an object.");
        return new EngineMessage
        {
            Output = Text(root, "stream"),
            Status = StatusOf(root),
            Error = Text(Member(root, "errorDetail"), "message") ?? Text(root, "error"),
            ImageId = Text(Member(root, "aux"), "ID"),
            Trace = Text(root, "id") == "moby.buildkit.trace" && Member(root, "aux") is { ValueKind: JsonValueKind.String } aux && aux.TryGetBytesFromBase64(out var trace)
                ? trace : null,
        };
    }

    private static string? StatusOf(JsonElement root)
    {
        var moving = Member(root, "progressDetail") is { ValueKind: JsonValueKind.Object } detail && detail.EnumerateObject().Any();
        return Text(root, "status") is { } status && !moving ? (Text(root, "id") is { } id ? $"{id}: {status}" : status) : null;
    }

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
