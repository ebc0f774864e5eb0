using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace RpmTasks.Images.Tests.Engine;

/// <summary>A docker archive of one layer with one file, as `docker save` wrote them for ten years.</summary>
internal static class SmallImage
{
    public static string Write(string archive, string tag, string text = "hello\n", string architecture = "amd64")
    {
        var layer = Tar(("hello.txt", Encoding.UTF8.GetBytes(text)));
        var config = Encoding.UTF8.GetBytes(
            $$$"""{"architecture":"{{{architecture}}}","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:{{{Hex(layer)}}}"]}}""");
        var manifest = $$"""[{"Config":"{{Hex(config)}}.json","RepoTags":["{{tag}}"],"Layers":["layer.tar"]}]""";
        File.WriteAllBytes(archive, Tar(($"{Hex(config)}.json", config), ("layer.tar", layer), ("manifest.json", Encoding.UTF8.GetBytes(manifest))));
        return archive;
    }

    /// <summary>The text of one member of a tar, null when it has none of that name.</summary>
    public static string? Member(string archive, string name)
    {
        using var tar = new TarReader(File.OpenRead(archive));
        while (tar.GetNextEntry() is { } entry)
            if (entry.Name == name)
                return entry.DataStream is null ? "" : new StreamReader(entry.DataStream).ReadToEnd();
        return null;
    }

    private static byte[] Tar(params (string Name, byte[] Content)[] members)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in members)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return stream.ToArray();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
