using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RpmTasks.Testing.BaseImages;

/// <summary>Small images of several layers, as OCI layouts. The same files give the same digests.</summary>
public static class LayeredImage
{
    /// <param name="folder">New; becomes the layout.</param>
    /// <param name="config">The part of the image's config that says how it runs.</param>
    /// <param name="layers">Each a tar, lowest first.</param>
    /// <returns>The folder.</returns>
    public static string Write(string folder, JsonObject config, params IReadOnlyList<byte[]> layers)
    {
        Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256"));
        var configBytes = Bytes(new JsonObject
        {
            ["architecture"] = ImageRecipe.ArchitectureName,
            ["os"] = "linux",
            ["config"] = config.DeepClone(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. layers.Select(layer => (JsonNode)Digest(layer))]) },
        });
        var manifest = Bytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
            ["config"] = Descriptor("config.v1+json", configBytes),
            ["layers"] = new JsonArray([.. layers.Select(layer => Descriptor("layer.v1.tar", layer))]),
        });
        foreach (var blob in layers.Append(configBytes).Append(manifest))
            File.WriteAllBytes(BlobOf(folder, blob), blob);
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        var index = new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(Descriptor("manifest.v1+json", manifest)) };
        File.WriteAllBytes(Path.Combine(folder, "index.json"), Bytes(index));
        return folder;
    }

    /// <summary>A layer of executable files, with the folders that they lie in.</summary>
    public static byte[] Layer(params (string Path, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar))
        {
            foreach (var folder in files.SelectMany(file => FoldersOf(file.Path)).Distinct().Order(StringComparer.Ordinal))
                tar.WriteEntry(Entry(TarEntryType.Directory, folder + "/"));
            foreach (var (path, content) in files)
            {
                var entry = Entry(TarEntryType.RegularFile, path);
                entry.DataStream = new MemoryStream(content);
                tar.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Layer(string path, string text) => Layer((path, Encoding.UTF8.GetBytes(text)));

    public static string BlobOf(string folder, byte[] blob) => Path.Combine(folder, "blobs", "sha256", Digest(blob)["sha256:".Length..]);

    public static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static UstarTarEntry Entry(TarEntryType type, string path) => new(type, path)
    {
        Mode = (UnixFileMode)0b111_101_101,
        ModificationTime = DateTimeOffset.UnixEpoch,
    };

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..slash];
    }

    private static JsonObject Descriptor(string type, byte[] blob) => new()
    {
        ["mediaType"] = "application/vnd.oci.image." + type,
        ["digest"] = Digest(blob),
        ["size"] = blob.Length,
    };

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
