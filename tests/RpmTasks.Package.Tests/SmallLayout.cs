using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RpmTasks.Package.Tests;

/// <summary>An OCI layout made by hand: an image of one small file for each platform, which packs in no time.</summary>
internal static class SmallLayout
{
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>"oci:" and the folder, for images of these processors; /etc/platform names the processor.</summary>
    /// <param name="note">Goes into each image, so that another note is another image.</param>
    public static string Write(string folder, string note, params IEnumerable<string> architectures)
    {
        Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256"));
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        var manifests = architectures.Select(architecture => Image(folder, architecture, note)).ToArray<JsonNode>();
        var index = new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(manifests) };
        File.WriteAllText(Path.Combine(folder, "index.json"), index.ToJsonString());
        return "oci:" + folder;
    }

    private static JsonObject Image(string folder, string architecture, string note)
    {
        var layer = Blob(folder, Layer(architecture), "application/vnd.oci.image.layer.v1.tar");
        var config = new JsonObject
        {
            ["architecture"] = architecture,
            ["os"] = "linux",
            ["config"] = new JsonObject { ["Cmd"] = new JsonArray("/bin/sh"), ["Labels"] = new JsonObject { ["note"] = note } },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(layer["digest"]!.GetValue<string>()) },
        };
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = Manifest,
            ["config"] = Blob(folder, Encoding.UTF8.GetBytes(config.ToJsonString()), "application/vnd.oci.image.config.v1+json"),
            ["layers"] = new JsonArray(layer),
        };
        var descriptor = Blob(folder, Encoding.UTF8.GetBytes(manifest.ToJsonString()), Manifest);
        descriptor["platform"] = new JsonObject { ["architecture"] = architecture, ["os"] = "linux" };
        return descriptor;
    }

    private static byte[] Layer(string architecture)
    {
        var layer = new MemoryStream();
        using (var tar = new TarWriter(layer, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "etc/platform")
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(architecture + "\n")),
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        }

        return layer.ToArray();
    }

    private static JsonObject Blob(string folder, byte[] content, string mediaType)
    {
        var hex = Convert.ToHexStringLower(SHA256.HashData(content));
        File.WriteAllBytes(Path.Combine(folder, "blobs", "sha256", hex), content);
        return new JsonObject { ["mediaType"] = mediaType, ["digest"] = "sha256:" + hex, ["size"] = content.Length };
    }
}
