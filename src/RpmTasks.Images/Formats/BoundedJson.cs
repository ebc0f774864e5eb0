using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Formats;

/// <summary>JSON of an image, held in memory: never more than registries accept.</summary>
internal static class BoundedJson
{
    // Registries refuse manifests above 4 MiB (OCI distribution specification, "Pushing Manifests").
    private const long MaximumSize = 4 << 20;

    // Two values for one name are two images in one: which of them a reader takes differs from tool to tool.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="what">How messages name the file.</param>
    public static byte[] ReadBytes(StoredFile file, string what)
    {
        if (file.Size > MaximumSize)
            throw new ImageException(ImageFault.LimitExceeded, what, $"has {file.Size} bytes; no image has more than {MaximumSize}");
        if (file.Size <= 0)
            throw new ImageException(ImageFault.Truncated, what, "is empty");
        using var stream = file.Open();
        var bytes = new byte[file.Size];
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            ? bytes
            : throw new ImageException(ImageFault.Truncated, what, $"ends before its {file.Size} bytes do");
    }

    public static byte[] ReadVerified(Blob blob, string what) =>
        ReadBytes(new StoredFile(blob.Size, () => VerifyingStream.Open(blob)), what);

    /// <param name="what">How messages name the document.</param>
    /// <param name="form">One of <see cref="ImageDocuments"/>.</param>
    public static T Parse<T>(ReadOnlyMemory<byte> bytes, string what, JsonTypeInfo<T> form)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.Deserialize(form) ?? throw new JsonException("it is null");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no UTF-8 is found when it is taken out.
            throw new ImageException(ImageFault.NotAnImage, what, "is not the JSON of an image: " + exception.Message.TrimEnd('.'), exception);
        }
    }
}
