using System.Formats.Tar;
using System.Text.Json.Nodes;

namespace RpmTasks.Images.Tests.Engine;

/// <summary>A docker archive as an engine saved it, read in the simplest way there is.</summary>
/// <param name="RunConfig">The "config" of the image's config.</param>
/// <param name="Files">By path: "0644 text", "-> target" or "dir".</param>
internal sealed record BuiltImage(JsonObject RunConfig, IReadOnlyDictionary<string, string> Files)
{
    public IEnumerable<string> FilePaths => Files.Where(file => file.Value != "dir").Select(file => file.Key);

    public static BuiltImage Read(string archive)
    {
        var members = new Dictionary<string, byte[]>();
        var links = new Dictionary<string, string>();
        foreach (var (entry, content) in Entries(File.ReadAllBytes(archive)))
        {
            if (entry.EntryType == TarEntryType.SymbolicLink)
                links[entry.Name] = Path.GetRelativePath("/", Path.Combine("/", Path.GetDirectoryName(entry.Name)!, entry.LinkName));
            members[entry.Name] = content;
        }
        var manifest = JsonNode.Parse(members["manifest.json"])![0]!;
        var config = JsonNode.Parse(members[(string)manifest["Config"]!])!["config"]!.AsObject();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in manifest["Layers"]!.AsArray().Select(name => (string)name!))
            foreach (var (entry, content) in Entries(members[links.GetValueOrDefault(layer, layer)]))
                files[entry.Name.TrimEnd('/')] = Describe(entry, content);
        return new BuiltImage(config, files);
    }

    private static string Describe(TarEntry entry, byte[] content) => entry.EntryType switch
    {
        TarEntryType.Directory => "dir",
        TarEntryType.SymbolicLink => $"-> {entry.LinkName}",
        _ => $"{Convert.ToString((int)entry.Mode, 8).PadLeft(4, '0')} {System.Text.Encoding.UTF8.GetString(content)}",
    };

    private static IEnumerable<(TarEntry Entry, byte[] Content)> Entries(byte[] tar)
    {
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry() is { } entry)
        {
            var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            yield return (entry, content.ToArray());
        }
    }
}
