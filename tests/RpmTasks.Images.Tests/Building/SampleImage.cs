using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json.Nodes;

using RpmTasks.Images.Model;

using ZstdSharp;

namespace RpmTasks.Images.Tests.Building;

/// <summary>An image that a test makes, before it is put into an archive or a layout.</summary>
internal sealed record SampleImage
{
    public static readonly SampleImage Default = new();

    public string Os { get; init; } = "linux";

    public string Architecture { get; init; } = "amd64";

    public string? Variant { get; init; }

    public string? Name { get; init; } = "localhost/sample:1.0";

    public LayerCompression Compression { get; init; } = LayerCompression.None;

    public ImmutableArray<byte[]> Tars { get; init; } = [Tar.Layer("etc/base", "base"), Tar.Layer("etc/more", "more")];

    /// <summary>The bytes of the layers as they are stored.</summary>
    public IEnumerable<byte[]> Layers => Tars.Select(tar => Compress(tar, Compression));

    public byte[] Config => System.Text.Encoding.UTF8.GetBytes(ConfigJson.ToJsonString());

    public Digest Id => Digest.Of(Config);

    public JsonObject ConfigJson
    {
        get
        {
            var json = new JsonObject { ["architecture"] = Architecture, ["os"] = Os };
            if (Variant is not null)
                json["variant"] = Variant;
            json["config"] = Run.DeepClone();
            json["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. Tars.Select(tar => (JsonNode)Digest.Of(tar).ToString())]) };
            json["history"] = new JsonArray([.. Tars.Select(_ => new JsonObject { ["created_by"] = "sample" })]);
            return json;
        }
    }

    public JsonObject Run { get; init; } = new() { ["Env"] = new JsonArray("PATH=/usr/bin", "APP_UID=1654"), ["Cmd"] = new JsonArray("/bin/sh") };

    public static byte[] Compress(byte[] bytes, LayerCompression compression)
    {
        if (compression == LayerCompression.None)
            return bytes;
        using var target = new MemoryStream();
        using (Stream encoder = compression == LayerCompression.Gzip
            ? new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true)
            : new CompressionStream(target, leaveOpen: true))
            encoder.Write(bytes);
        return target.ToArray();
    }
}
