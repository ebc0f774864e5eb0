using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;

using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Benchmarks.Sizes;

/// <summary>A docker archive of a given size, of real files: layers with those of Debian and .NET, each layer with a number of its own.</summary>
internal static class SizedImage
{
    private const long MostInLayer = 278_000_000;

    public static void Write(string archive, long bytes)
    {
        using var folder = new TemporaryFolder();
        Command.Do("tar", "--extract", $"--file={DotNetBase.Archive}", $"--directory={folder.Path}");
        var files = Directory.GetFiles(folder.Path, "layer.tar", SearchOption.AllDirectories).Single();
        using var tar = new TarWriter(File.Create(archive), TarEntryFormat.Ustar);
        List<string> diffIds = [];
        for (var left = bytes; left > 0; left -= MostInLayer)
        {
            var layer = folder.File("layer");
            WriteLayer(layer, files, diffIds.Count, Math.Min(left, MostInLayer));
            using var stream = File.OpenRead(layer);
            diffIds.Add(Convert.ToHexStringLower(SHA256.HashData(stream)));
            stream.Position = 0;
            Add(tar, $"{diffIds[^1]}/layer.tar", stream);
        }

        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64",
            os = "linux",
            config = new { Cmd = new[] { "bash" } },
            rootfs = new { type = "layers", diff_ids = diffIds.Select(diffId => $"sha256:{diffId}") },
        });
        var configName = Convert.ToHexStringLower(SHA256.HashData(config)) + ".json";
        Add(tar, configName, new MemoryStream(config));
        Add(tar, "manifest.json", new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(
            new[] { new { Config = configName, RepoTags = new[] { "localhost/sized:1" }, Layers = diffIds.Select(diffId => $"{diffId}/layer.tar") } })));
    }

    private static void WriteLayer(string path, string files, int number, long bytes)
    {
        using var layer = File.Create(path);
        using var tar = new TarWriter(layer, TarEntryFormat.Ustar);
        Add(tar, $"number-{number}", new MemoryStream("\n"u8.ToArray()));
        using var reader = new TarReader(File.OpenRead(files));
        while (layer.Length < bytes && reader.GetNextEntry() is { } entry)
        {
            // The largest first files, of .NET, make a small image too.
            if (entry.EntryType is TarEntryType.RegularFile && (bytes >= MostInLayer || entry.Name.StartsWith("usr/share/dotnet/", StringComparison.Ordinal)))
                Add(tar, entry.Name, entry.DataStream ?? Stream.Null);
        }
    }

    private static void Add(TarWriter tar, string name, Stream content) => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
    {
        ModificationTime = DateTimeOffset.UnixEpoch,
        DataStream = content,
    });
}
