using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RpmTasks.Packaging.Repositories;

/// <summary>What repomd.xml says of one file.</summary>
/// <param name="Type">primary, filelists, other, group, updateinfo, modules …</param>
/// <param name="FileName">Of the file, which lies in repodata.</param>
/// <param name="Element">The whole of it, as it was read.</param>
internal sealed partial record IndexData(string Type, string FileName, XElement Element)
{
    /// <summary>The metadata of large repositories; more is not held in memory for a comparison.</summary>
    private const long LongestFile = 256 << 20;

    private static XNamespace Space => RepositoryXml.Index;

    /// <exception cref="InvalidDataException">It names what is no file of repodata.</exception>
    public static IndexData Read(XElement element)
    {
        var type = (string?)element.Attribute("type") ?? throw new InvalidDataException("an entry of repomd.xml has no type");
        var location = element.Element(Space + "location") ?? throw new InvalidDataException($"{type} has no location");
        var path = (string?)location.Attribute("href") ?? "";
        if (location.Attribute(XNamespace.Xml + "base") is not null || !InRepodata().IsMatch(path))
            throw new InvalidDataException($"{type} does not lie in repodata: {path}");
        return new IndexData(type, path["repodata/".Length..], element);
    }

    /// <summary>Opens the file, which is the one that the index is of.</summary>
    /// <exception cref="InvalidDataException">It is another.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public FileStream Open(string repodata, CancellationToken cancel)
    {
        var file = new FileStream(Path.Combine(repodata, FileName), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            Check(file, cancel);
            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static IndexData Of(MetadataFile file, long timestamp)
    {
        var element = new XElement(
            Space + "data",
            new XAttribute("type", file.Kind.Name()),
            new XElement(Space + "checksum", new XAttribute("type", "sha256"), file.Packed.Sha256),
            new XElement(Space + "open-checksum", new XAttribute("type", "sha256"), file.Plain.Sha256),
            new XElement(Space + "location", new XAttribute("href", $"repodata/{file.Name}")),
            new XElement(Space + "timestamp", timestamp),
            new XElement(Space + "size", file.Packed.Length),
            new XElement(Space + "open-size", file.Plain.Length));
        return new IndexData(file.Kind.Name(), file.Name, element);
    }

    private void Check(FileStream file, CancellationToken cancel)
    {
        if (file.Length > LongestFile)
            throw new InvalidDataException($"{FileName} has {file.Length} bytes, and {LongestFile} are the most that is read");
        var checksum = Element.Element(Space + "checksum") ?? throw new InvalidDataException($"{Type} has no checksum");
        var digest = Hash((string?)checksum.Attribute("type"), file, cancel);
        if (!string.Equals(Convert.ToHexString(digest), checksum.Value.Trim(), StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"{FileName} is not the file that repomd.xml names: its checksum is another");
    }

    private static byte[] Hash(string? type, Stream file, CancellationToken cancel)
    {
        var algorithm = type switch
        {
            "sha256" => HashAlgorithmName.SHA256,
            "sha384" => HashAlgorithmName.SHA384,
            "sha512" => HashAlgorithmName.SHA512,
            _ => throw new InvalidDataException($"checksums of type '{type}' are not trusted"),
        };
        return CryptographicOperations.HashDataAsync(algorithm, file, cancel).AsTask().GetAwaiter().GetResult();
    }

    [GeneratedRegex(@"\Arepodata/[A-Za-z0-9_][A-Za-z0-9._+~^-]*\z")]
    private static partial Regex InRepodata();
}
