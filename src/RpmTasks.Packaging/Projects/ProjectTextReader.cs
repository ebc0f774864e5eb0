using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Projects;

/// <summary>Reads the project file and what it imports of its own: not the SDK, and not what packages bring.</summary>
internal sealed partial class ProjectTextReader
{
    // More than any project has; whatever lies beyond is not looked at.
    private const int MostFiles = 200;
    private const int LongestFile = 4_000_000;

    private static readonly ImmutableHashSet<string> OfMSBuild = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Include", "Exclude", "Remove", "Update", "Condition", "Label", "KeepMetadata", "RemoveMetadata", "KeepDuplicates", "MatchOnMetadata", "MatchOnMetadataOptions");

    private readonly List<WrittenName> _written = [];
    private readonly ImmutableHashSet<string>.Builder _read = ImmutableHashSet.CreateBuilder<string>(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly ProjectImports _imports;

    private ProjectTextReader(string projectFile) => _imports = new ProjectImports(Path.GetDirectoryName(projectFile)!);

    /// <param name="implied">Files that MSBuild imports unasked: Directory.Build.props and its like. They need not be there.</param>
    /// <param name="globals">Names that the command line set.</param>
    public static ProjectText Read(string projectFile, IEnumerable<string> implied, IEnumerable<string> globals)
    {
        var reader = new ProjectTextReader(projectFile);
        foreach (var file in implied)
            reader.ReadFile(file);
        reader.ReadFile(projectFile);
        return new ProjectText([.. reader._written], reader._read.ToImmutable(), [.. globals]);
    }

    private void ReadFile(string path)
    {
        if (_seen.Count >= MostFiles || !_seen.Add(path) || Load(path) is not { Root: { } root })
            return;
        foreach (Match name in Reference().Matches(string.Concat(Texts(root))))
            _read.Add(name.Groups["name"].Value);
        foreach (var element in root.Descendants())
            ReadElement(path, element);
    }

    private void ReadElement(string path, XElement element)
    {
        if (element.Name.LocalName == "Import" && element.Attribute("Sdk") is null && element.Attribute("Project")?.Value is { } import)
        {
            foreach (var imported in _imports.Find(import, path))
                ReadFile(imported);
        }

        switch (element.Parent?.Name.LocalName)
        {
            case "PropertyGroup":
                _written.Add(new WrittenName(NameKind.Property, element.Name.LocalName, element.Value, PlaceOf(path, element)));
                break;
            case "ItemGroup" or "ItemDefinitionGroup":
                ReadItem(path, element);
                break;
            default:
                break;
        }
    }

    private void ReadItem(string path, XElement element)
    {
        var item = element.Name.LocalName;
        var included = element.Attribute("Include") ?? element.Attribute("Update") ?? element.Attribute("Remove");
        _written.Add(new WrittenName(NameKind.Item, item, included?.Value ?? "", PlaceOf(path, element)));
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && !OfMSBuild.Contains(attribute.Name.LocalName)))
            _written.Add(Metadatum(attribute.Name.LocalName, attribute.Value, attribute));
        foreach (var child in element.Elements())
            _written.Add(Metadatum(child.Name.LocalName, child.Value, child));

        WrittenName Metadatum(string name, string value, IXmlLineInfo place) =>
            new(NameKind.Metadatum, name, value, PlaceOf(path, place)) { Item = item };
    }

    // What MSBuild could not read it said itself; what grows meanwhile or is not there is no reason to fail.
    private static XDocument? Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > LongestFile)
                return null;
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = LongestFile, XmlResolver = null });
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or XmlException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Place PlaceOf(string path, IXmlLineInfo line) => new(path, line.LineNumber, line.LinePosition);

    private static IEnumerable<string> Texts(XElement root) =>
        root.DescendantNodes().OfType<XText>().Select(text => text.Value)
            .Concat(root.DescendantsAndSelf().Attributes().Select(attribute => attribute.Value))
            .Select(text => text + "\n");

    // Also $(Name.Method()) and @(Name->'…'); of %(Item.Name) the name is what is asked for.
    [GeneratedRegex(@"(?:[$@]\(\s*|%\(\s*(?:\w+\.)?)(?<name>\w+)")]
    private static partial Regex Reference();
}
