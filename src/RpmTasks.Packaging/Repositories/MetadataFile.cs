using System.Security.Cryptography;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Repositories;

/// <summary>One of the three documents, ready to be written.</summary>
internal sealed record MetadataFile(MetadataKind Kind, byte[] Bytes, FileFacts Packed, FileFacts Plain)
{
    /// <summary>
    /// gzip is what every reader since yum accepts; libsolv reads zstd only from EL9 on. The level costs nothing that anyone notices.
    /// </summary>
    private const int Level = 9;

    /// <summary>Named by its content, so that a new one never takes the place of one that somebody reads.</summary>
    public string Name => $"{Packed.Sha256}-{Kind.Name()}.xml.gz";

    public static MetadataFile Of(MetadataKind kind, IReadOnlyList<PackageEntry> entries, CancellationToken cancel)
    {
        var plain = Document(kind, entries, cancel);
        using var compressor = FrameFormat.Of(PayloadCompression.Gzip(Level)).Create();
        var packed = new byte[compressor.Bound(plain.Length)];
        Array.Resize(ref packed, compressor.Compress(plain, packed));
        return new MetadataFile(kind, packed, FileFacts.Of(packed), FileFacts.Of(plain));
    }

    private static byte[] Document(MetadataKind kind, IReadOnlyList<PackageEntry> entries, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        using (var writer = RepositoryXml.Write(bytes))
        {
            writer.WriteStartElement(kind.Root().LocalName, kind.Root().NamespaceName);
            writer.WriteAttributeString("xmlns", kind.Root().NamespaceName);
            if (kind == MetadataKind.Primary)
                writer.WriteAttributeString("xmlns", "rpm", null, RepositoryXml.Rpm.NamespaceName);
            writer.WriteAttributeString("packages", Text(entries.Count));
            foreach (var entry in entries)
            {
                cancel.ThrowIfCancellationRequested();
                using var fragment = RepositoryXml.Read(entry.Fragment(kind));
                writer.WriteNode(fragment, defattr: false);
            }

            writer.WriteEndElement();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static string Text(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed record FileFacts(string Sha256, long Length)
{
    public static FileFacts Of(byte[] bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length);
}
