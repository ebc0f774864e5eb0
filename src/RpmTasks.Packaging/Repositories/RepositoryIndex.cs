using System.Collections.Immutable;
using System.Xml.Linq;

namespace RpmTasks.Packaging.Repositories;

/// <summary>repomd.xml: the files that belong together.</summary>
/// <param name="Others">What stands in it beside files: the distribution's tags.</param>
internal sealed record RepositoryIndex(ImmutableArray<IndexData> Data, ImmutableArray<XElement> Others)
{
    public const int Longest = 4 << 20;

    public static RepositoryIndex Empty { get; } = new([], []);

    /// <exception cref="InvalidDataException">It is no such document.</exception>
    /// <exception cref="System.Xml.XmlException">It is no XML without a DTD.</exception>
    public static RepositoryIndex Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var reader = RepositoryXml.Read(stream);
        var root = XDocument.Load(reader).Root!;
        if (root.Name != RepositoryXml.Index + "repomd")
            throw new InvalidDataException($"repomd.xml is a document of another kind: {root.Name.LocalName}");
        var data = root.Elements(RepositoryXml.Index + "data").Select(IndexData.Read).ToImmutableArray();
        if (data.DistinctBy(entry => entry.Type).Count() < data.Length)
            throw new InvalidDataException("repomd.xml names a kind of file twice");
        return new RepositoryIndex(data, [.. root.Elements(RepositoryXml.Index + "tags")]);
    }

    public byte[] ToBytes(long revision) => RepositoryXml.ToBytes(new XElement(
        RepositoryXml.Index + "repomd",
        new XAttribute(XNamespace.Xmlns + "rpm", RepositoryXml.Rpm.NamespaceName),
        new XElement(RepositoryXml.Index + "revision", revision),
        Others,
        Data.Select(data => data.Element)));
}
