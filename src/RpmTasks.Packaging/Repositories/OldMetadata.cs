using System.Xml;
using System.Xml.Linq;

using RpmTasks.Rpm.Compression;

namespace RpmTasks.Packaging.Repositories;

/// <summary>
/// The packages of metadata that is there already, whoever wrote it, so that only new ones are read. It is input from outside: every file
/// is checked against repomd.xml, and what is wrong with any of it makes all of it worthless.
/// </summary>
internal sealed class OldMetadata
{
    private readonly Dictionary<FolderFile, PackageEntry> _entries = [];

    private OldMetadata()
    {
    }

    public static OldMetadata None { get; } = new();

    /// <exception cref="InvalidDataException">It is damaged, or not of the form that readers know. Decoders throw what they like.</exception>
    public static OldMetadata Read(RepositoryIndex index, string repodata, CancellationToken cancel)
    {
        var fileLists = ById(MetadataKind.FileLists);
        var others = ById(MetadataKind.Other);
        var metadata = new OldMetadata();
        foreach (var package in Packages(index, MetadataKind.Primary, repodata, cancel))
        {
            if (Entry(package, fileLists, others) is { } entry && !metadata._entries.TryAdd(entry.File, entry))
                throw new InvalidDataException($"primary names {entry.File.Location} twice");
        }

        return metadata;

        Dictionary<string, string> ById(MetadataKind kind)
        {
            var byId = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var package in Packages(index, kind, repodata, cancel))
                byId.TryAdd((string?)package.Attribute("pkgid") ?? "", RepositoryXml.Fragment(package));
            return byId;
        }
    }

    /// <summary>What is known of a file that has not changed; null for others.</summary>
    public PackageEntry? Find(FolderFile file) => _entries.GetValueOrDefault(file);

    private static IEnumerable<XElement> Packages(RepositoryIndex index, MetadataKind kind, string repodata, CancellationToken cancel)
    {
        var data = index.Data.FirstOrDefault(data => data.Type == kind.Name()) ?? throw new InvalidDataException($"repomd.xml names no {kind.Name()}");
        using var file = data.Open(repodata, cancel);
        using var plain = Decoder.Open(Compressor(data.FileName), new StoredPayload(file, []));
        using var reader = RepositoryXml.Read(plain);
        reader.MoveToContent();
        if (XName.Get(reader.LocalName, reader.NamespaceURI) != kind.Root())
            throw new InvalidDataException($"{data.FileName} is a document of another kind: {reader.LocalName}");
        reader.Read();
        while (reader.NodeType is not (XmlNodeType.EndElement or XmlNodeType.None))
        {
            cancel.ThrowIfCancellationRequested();
            if (XNode.ReadFrom(reader) is XElement { Name.LocalName: "package" } package && package.Name.Namespace == kind.Root().Namespace)
                yield return package;
        }
    }

    /// <summary>Null for what we would write otherwise: a package that lies elsewhere, say, or one with another kind of checksum.</summary>
    private static PackageEntry? Entry(XElement primary, Dictionary<string, string> fileLists, Dictionary<string, string> others)
    {
        var space = RepositoryXml.Common;
        var (checksum, location) = (primary.Element(space + "checksum"), primary.Element(space + "location"));
        var (time, size) = (primary.Element(space + "time"), primary.Element(space + "size"));
        if (checksum is null || location is null || time is null || size is null)
            throw new InvalidDataException("a package of primary lacks its checksum, location, time or size");
        if ((string?)checksum.Attribute("type") != "sha256" || location.Attribute(XNamespace.Xml + "base") is not null)
            return null;
        if (!fileLists.TryGetValue(checksum.Value, out var files) || !others.TryGetValue(checksum.Value, out var other))
            throw new InvalidDataException($"filelists or other lacks the package {checksum.Value}");
        var file = new FolderFile((string?)location.Attribute("href") ?? "", Number(size, "package"), Number(time, "file"));
        return new PackageEntry(file, checksum.Value, Number(time, "build"))
        {
            Primary = RepositoryXml.Fragment(primary),
            FileLists = files,
            Other = other,
        };
    }

    private static long Number(XElement element, string name) =>
        long.TryParse((string?)element.Attribute(name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"{element.Name.LocalName} of a package has no number '{name}'");

    private static string Compressor(string name) => Path.GetExtension(name) switch
    {
        ".gz" => "gzip",
        ".zst" => "zstd",
        ".xz" => "xz",
        ".bz2" => "bzip2",
        ".xml" => "none",
        var extension => throw new InvalidDataException($"{name} is compressed in a way that is not known here: {extension}"),
    };
}
