using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RpmTasks.Testing.BaseImages;

/// <summary>Writes what "docker save" writes, for an image of one layer.</summary>
internal static class DockerArchive
{
    public static void Write(string archive, ImageRecipe recipe, string layer)
    {
        var diffId = Sha256(layer);
        var config = Encoding.UTF8.GetBytes(ConfigFile(recipe, diffId).ToJsonString());
        var configName = Convert.ToHexStringLower(SHA256.HashData(config)) + ".json";
        var layerName = $"{diffId}/layer.tar";
        var manifest = new JsonArray(new JsonObject
        {
            ["Config"] = configName,
            ["RepoTags"] = new JsonArray(recipe.Reference),
            ["Layers"] = new JsonArray(layerName),
        });

        using var tar = new TarWriter(File.Create(archive), TarEntryFormat.Ustar);
        using var layerStream = File.OpenRead(layer);
        Add(tar, configName, new MemoryStream(config));
        Add(tar, layerName, layerStream);
        Add(tar, "manifest.json", new MemoryStream(Encoding.UTF8.GetBytes(manifest.ToJsonString())));
    }

    private static JsonObject ConfigFile(ImageRecipe recipe, string diffId) => new()
    {
        ["architecture"] = ImageRecipe.ArchitectureName,
        ["os"] = "linux",
        ["created"] = "1970-01-01T00:00:00Z",
        ["config"] = recipe.Config.DeepClone(),
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray($"sha256:{diffId}") },
        ["history"] = new JsonArray(new JsonObject { ["created"] = "1970-01-01T00:00:00Z", ["created_by"] = "debootstrap" }),
    };

    private static void Add(TarWriter tar, string name, Stream content) => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
    {
        ModificationTime = DateTimeOffset.UnixEpoch,
        DataStream = content,
    });

    private static string Sha256(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
