using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Projects;

namespace RpmTasks.Tasks.Tests;

/// <summary>
/// What editors are told of our names: build/RpmTasks.targets.buildschema.json, made of docs/properties.md, for names that the targets read.
/// The format is that of the MSBuild editor, which looks for it beside the targets under their name.
/// </summary>
internal static partial class EditorSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string document, KnownNames known)
    {
        var sections = Section().Matches(document).Select(DocumentedName.Parse).ToList();
        var targets = sections.Where(section => section.Text.StartsWith("Target: ", StringComparison.Ordinal)).ToList();
        var schema = new JsonObject
        {
            ["properties"] = Members(sections.Except(targets).Where(section => known.Properties.Contains(section.Name) && !known.MadeItems.Contains(section.Name)), Property),
            ["items"] = Members(sections.Where(section => known.Items.ContainsKey(section.Name) || known.MadeItems.Contains(section.Name)), section => Item(section, known)),
            ["targets"] = Members(targets, section => new JsonObject { ["description"] = section.Help }),
        };
        return schema.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Members(IEnumerable<DocumentedName> sections, Func<DocumentedName, JsonObject> write) =>
        new(sections.OrderBy(section => section.Name, StringComparer.Ordinal).Select(section => KeyValuePair.Create(section.Name, (JsonNode?)write(section))));

    private static JsonObject Property(DocumentedName section)
    {
        var property = new JsonObject { ["description"] = section.Help };
        if (section.IsBoolean)
            property["type"] = "bool";
        else if (section.Values is { Length: > 0 } values)
            property["type"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        if (section.PlainDefault is { } value)
            property["defaultValue"] = value;
        return property;
    }

    private static JsonObject Item(DocumentedName section, KnownNames known)
    {
        var item = new JsonObject { ["description"] = section.Help };
        if (known.Items.TryGetValue(section.Name, out var metadata) && !metadata.IsEmpty)
            item["metadata"] = new JsonObject(metadata.Select(name => KeyValuePair.Create(name, (JsonNode?)section.Metadatum(name))));
        return item;
    }

    [GeneratedRegex(@"^### (?<name>(?:Rpm[A-Z]|PackAsRpm)\w*)\n\n(?<body>.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
