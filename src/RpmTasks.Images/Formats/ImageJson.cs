using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RpmTasks.Images.Formats;

/// <summary>The one way in which JSON of an image is written: its bytes are its name.</summary>
internal static class ImageJson
{
    // The default encoder writes '+' as \u002B, in every media type.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Serialise(JsonNode json) => JsonSerializer.SerializeToUtf8Bytes(json, Options);
}
