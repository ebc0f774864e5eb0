using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Formats;

/// <summary>Reads the bytes of a config.</summary>
internal static class ImageConfigReader
{
    // Docker's overlay driver stops at 128; the limit only keeps a hostile list short.
    private const int MaximumLayers = 512;

    /// <param name="what">How messages name the config.</param>
    public static ImageConfig Read(ReadOnlyMemory<byte> bytes, string what)
    {
        var document = BoundedJson.Parse(bytes, what, ImageDocuments.Default.ConfigDocument);
        if (document is not { Os: { Length: > 0 } os, Architecture: { Length: > 0 } architecture })
            throw NotAnImage(what, "names no operating system and architecture");
        var run = document.Config ?? new RunDocument();
        return new ImageConfig
        {
            Bytes = bytes,
            Digest = Digest.Of(bytes.Span),
            Platform = new ImagePlatform(os, architecture, string.IsNullOrEmpty(document.Variant) ? null : document.Variant),
            DiffIds = DiffIds(document.RootFileSystem, what),
            Environment = Strings(run.Env, what),
            Entrypoint = Strings(run.Entrypoint, what),
            Command = Strings(run.Cmd, what),
            ExposedPorts = Keys(run.ExposedPorts),
            Volumes = Keys(run.Volumes),
            User = run.User ?? "",
            WorkingDirectory = run.WorkingDir ?? "",
            StopSignal = run.StopSignal ?? "",
            HasHealthCheck = IsHealthCheck(run.Healthcheck, what),
            Labels = (run.Labels ?? []).ToImmutableSortedDictionary(label => label.Key, label => label.Value ?? "", StringComparer.Ordinal),
        };
    }

    private static ImmutableArray<Digest> DiffIds(RootFileSystemDocument? root, string what)
    {
        if (root?.Type is not (null or "layers"))
            throw NotAnImage(what, $"has a root file system of type '{root.Type}'");
        var texts = root?.DiffIds ?? [];
        if (texts.Count > MaximumLayers)
            throw new ImageException(ImageFault.LimitExceeded, what, $"has {texts.Count} layers; at most {MaximumLayers} are read");
        return [.. texts.Select(text => Digest.TryParse(text, out var digest) ? digest : throw NotAnImage(what, $"has the diff ID '{text}', which is no sha256 digest"))];
    }

    private static ImmutableArray<string> Strings(List<string?>? texts, string what) =>
        [.. (texts ?? []).Select(text => text ?? throw NotAnImage(what, "has null in a list of strings"))];

    private static ImmutableArray<string> Keys(Dictionary<string, JsonNode?>? values) =>
        [.. (values ?? []).Keys.Order(StringComparer.Ordinal)];

    // ["NONE"] takes away that of a base.
    private static bool IsHealthCheck(JsonNode? check, string what)
    {
        try
        {
            return check is JsonObject found
                && found["Test"] is JsonArray { Count: > 0 } test
                && test[0] is JsonValue first
                && first.GetValueKind() == JsonValueKind.String
                && first.GetValue<string>() != "NONE";
        }
        catch (InvalidOperationException exception)
        {
            // A string that is no UTF-8 is found when it is taken out.
            throw new ImageException(ImageFault.NotAnImage, what, "is not the JSON of an image: " + exception.Message.TrimEnd('.'), exception);
        }
    }

    private static ImageException NotAnImage(string what, string detail) => new(ImageFault.NotAnImage, what, detail);
}
