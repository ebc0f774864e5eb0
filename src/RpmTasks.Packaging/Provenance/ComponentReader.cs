using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace RpmTasks.Packaging.Provenance;

/// <summary>What a restored NuGet package says of itself: its nuspec, and the hash of its content that NuGet keeps beside it.</summary>
internal static partial class ComponentReader
{
    private const int LongestFile = 4_000_000;
    private const string ExpressionHost = "https://licenses.nuget.org/";

    public static Component Read(ComponentRole role, ComponentInput input)
    {
        var component = new Component(role, input.Id, input.Version);
        if (input.Folder.Length == 0)
            return component;
        var metadata = Nuspec(Path.Combine(input.Folder, $"{input.Id.ToLowerInvariant()}.nuspec"));
        return component with
        {
            License = metadata is null ? null : LicenseOf(metadata),
            Copyright = Value(metadata, "copyright"),
            Sha512 = HashOf(Path.Combine(input.Folder, ".nupkg.metadata")),
        };
    }

    private static string? LicenseOf(XElement metadata)
    {
        var license = Child(metadata, "license");
        var expression = license?.Attribute("type")?.Value == "expression" ? license.Value.Trim()
            : Value(metadata, "licenseUrl") is { } url && url.StartsWith(ExpressionHost, StringComparison.Ordinal) ? Uri.UnescapeDataString(url[ExpressionHost.Length..])
            : null;
        return expression is not null && LicenseExpression.IsWellFormed(expression) ? expression : null;
    }

    private static string? Value(XElement? metadata, string name) =>
        metadata is not null && Child(metadata, name)?.Value is { } value && Blanks().Replace(value, " ").Trim() is { Length: > 0 } text ? text : null;

    // Nuspecs have had a dozen namespaces.
    private static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    private static XElement? Nuspec(string path)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(Bytes(path)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root is { } root ? Child(root, "metadata") : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }

    private static string? HashOf(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(Bytes(path));
            return json.RootElement.TryGetProperty("contentHash", out var hash) && hash.TryGetBytesFromBase64(out var bytes) && bytes.Length == 64 ? Convert.ToHexStringLower(bytes) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] Bytes(string path) =>
        new FileInfo(path) is { Exists: true, Length: <= LongestFile } ? File.ReadAllBytes(path) : throw new FileNotFoundException("No such file of a sensible size.", path);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
