using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace RpmTasks.Packaging.Repositories;

/// <summary>The names of the repository's documents, and how they are read and written.</summary>
internal static class RepositoryXml
{
    public static readonly XNamespace Common = "http://linux.duke.edu/metadata/common";
    public static readonly XNamespace Rpm = "http://linux.duke.edu/metadata/rpm";
    public static readonly XNamespace FileLists = "http://linux.duke.edu/metadata/filelists";
    public static readonly XNamespace Other = "http://linux.duke.edu/metadata/other";
    public static readonly XNamespace Index = "http://linux.duke.edu/metadata/repo";

    /// <summary>A hundred times what a thousand packages of ours need; a document is held in memory.</summary>
    private const long MostCharacters = 256 << 20;

    /// <summary>What another tool wrote is input from outside: no DTD, so no entities, and nothing fetched.</summary>
    public static XmlReader Read(Stream document) => XmlReader.Create(document, Settings());

    public static XmlReader Read(string fragment) => XmlReader.Create(new StringReader(fragment), Settings());

    /// <summary>The same bytes everywhere.</summary>
    public static XmlWriter Write(Stream document) => XmlWriter.Create(document, new XmlWriterSettings
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        NamespaceHandling = NamespaceHandling.OmitDuplicates,
    });

    public static byte[] ToBytes(XElement root)
    {
        using var bytes = new MemoryStream();
        using (var writer = Write(bytes))
            root.WriteTo(writer);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>An element to be put into a document later. The prefix is part of the format: libsolv compares names with it, and knows no namespaces.</summary>
    public static string Fragment(XElement element)
    {
        if (element.Name.Namespace == Common)
            element.SetAttributeValue(XNamespace.Xmlns + "rpm", Rpm.NamespaceName);
        return element.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Headers can hold characters that XML cannot.</summary>
    public static string Text(string? text)
    {
        var plain = new StringBuilder();
        foreach (var rune in (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\r')
                plain.Append('\n');
            else if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
                plain.Append(rune.ToString());
        }

        return plain.ToString();
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };
}
