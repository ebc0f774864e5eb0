using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RpmTasks.Images.Formats;

/// <summary>The one way in which JSON of an image is written: its bytes are its name.</summary>
internal static class ImageJson
{
    // The default encoder writes '+' as \u002B, in every media type.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Serialise(JsonNode json)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Options))
            json.WriteTo(writer);
        return bytes.WrittenSpan.ToArray();
    }
}
