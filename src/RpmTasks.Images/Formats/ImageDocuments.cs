using System.Text.Json.Serialization;

namespace RpmTasks.Images.Formats;

/// <summary>Readers of the documents of an image, made by the compiler: those that System.Text.Json makes while it runs take longer to make than a document takes to read.</summary>
[JsonSerializable(typeof(ConfigDocument))]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(List<DockerArchiveEntry?>), TypeInfoPropertyName = "DockerArchive")]
[JsonSerializable(typeof(OciIndex))]
[JsonSerializable(typeof(OciManifest))]
internal sealed partial class ImageDocuments : JsonSerializerContext;
