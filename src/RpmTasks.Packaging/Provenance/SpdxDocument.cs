using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RpmTasks.Packaging.Provenance;

/// <summary>
/// The bill of materials: SPDX 2.3 as JSON. What the specification wants to be different for each document, its namespace, is made from its
/// content, and what it wants to be now is the package's own time, so that the same package has the same bill.
/// </summary>
internal static class SpdxDocument
{
    private static readonly JsonSerializerOptions OneMemberPerLine = new()
    {
        WriteIndented = true,
        IndentSize = 0,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(SbomPlan plan)
    {
        var contents = new SbomContents(plan);
        var name = $"{plan.Request.Identity.Name}-{plan.Evr}";
        var document = new JsonObject
        {
            ["spdxVersion"] = "SPDX-2.3",
            ["dataLicense"] = "CC0-1.0",
            ["SPDXID"] = SpdxId.Document,
            ["name"] = name,
            ["documentNamespace"] = "",
            ["creationInfo"] = new JsonObject
            {
                ["created"] = DateTimeOffset.FromUnixTimeSeconds(plan.Request.Time).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["creators"] = new JsonArray($"Tool: RpmTasks-{ToolVersion.Text}"),
            },
            ["packages"] = new JsonArray([.. contents.Packages().Select(package => package.ToJson())]),
            ["relationships"] = new JsonArray([.. contents.Relationships().Select(Relationship)]),
        };
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document.ToJsonString(OneMemberPerLine))));
        document["documentNamespace"] = $"https://spdx.org/spdxdocs/{Uri.EscapeDataString(name)}-{hash[..32]}";
        return document.ToJsonString(OneMemberPerLine) + "\n";
    }

    private static JsonObject Relationship((string From, string How, string To) relationship) => new()
    {
        ["spdxElementId"] = relationship.From,
        ["relationshipType"] = relationship.How,
        ["relatedSpdxElement"] = relationship.To,
    };
}
