using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RpmTasks.Packaging.Tests.Provenance;

/// <summary>What SPDX 2.3 asks of a document, clause by clause, as far as a document of packages and relationships goes.</summary>
internal static partial class SpdxRules
{
    // 7.24 and 11.1, those that a document of packages can have.
    private static readonly string[] Purposes = ["APPLICATION", "FRAMEWORK", "LIBRARY", "CONTAINER", "OPERATING-SYSTEM", "DEVICE", "FIRMWARE", "SOURCE", "ARCHIVE", "FILE", "INSTALL", "OTHER"];
    private static readonly string[] Relationships = ["DESCRIBES", "CONTAINS", "DESCENDANT_OF", "DEPENDS_ON", "GENERATED_FROM", "BUILD_TOOL_OF", "OTHER"];

    public static IEnumerable<string> Check(JsonNode document)
    {
        (string Name, string Pattern)[] members =
        [
            ("spdxVersion", "^SPDX-2\\.3$"), // 6.1
            ("dataLicense", "^CC0-1\\.0$"), // 6.2
            ("SPDXID", "^SPDXRef-DOCUMENT$"), // 6.3
            ("name", "^.+$"), // 6.4
            ("documentNamespace", "^https://[^#\\s]+$"), // 6.5: an absolute address without '#'
        ];
        foreach (var problem in members.SelectMany(member => Member(document, "document", member.Name, member.Pattern)))
            yield return problem;
        foreach (var problem in Member(document["creationInfo"], "creationInfo", "created", "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$")) // 6.9
            yield return problem;
        if (document["creationInfo"]?["creators"] is not JsonArray { Count: > 0 } creators || !creators.All(creator => Creator().IsMatch(creator!.GetValue<string>()))) // 6.8
            yield return "creators";
        var packages = document["packages"]!.AsArray();
        foreach (var problem in packages.SelectMany(package => CheckPackage(package!)))
            yield return problem;
        var ids = packages.Select(package => package!["SPDXID"]!.GetValue<string>()).Append("SPDXRef-DOCUMENT").ToList();
        if (ids.Distinct().Count() != ids.Count)
            yield return "an ID is there twice"; // 7.2
        foreach (var problem in document["relationships"]!.AsArray().SelectMany(relationship => CheckRelationship(relationship!, ids)))
            yield return problem;
    }

    private static IEnumerable<string> CheckPackage(JsonNode package)
    {
        (string Name, string Pattern)[] members =
        [
            ("SPDXID", "^SPDXRef-[A-Za-z0-9.-]+$"), // 7.2
            ("name", "^[^\\n]+$"), // 7.1
            ("supplier", "^(NOASSERTION|(Organization|Person): .+)$"), // 7.5
            ("downloadLocation", "^(NOASSERTION|NONE|[a-z+]+://.+)$"), // 7.7
            ("licenseConcluded", "^[A-Za-z0-9.+() -]+$"), // 7.13
            ("licenseDeclared", "^[A-Za-z0-9.+() -]+$"), // 7.15
            ("copyrightText", "^[^\\n]+$"), // 7.17
            ("primaryPackagePurpose", $"^({string.Join('|', Purposes)})$"), // 7.24
        ];
        var id = package["SPDXID"]?.ToString() ?? "?";
        foreach (var problem in members.SelectMany(member => Member(package, id, member.Name, member.Pattern)))
            yield return problem;
        if (package["filesAnalyzed"]?.GetValue<bool>() != false)
            yield return $"{id}: no files are listed, so none were analysed"; // 7.8
        foreach (var checksum in package["checksums"]?.AsArray() ?? [])
        {
            // 7.10
            var length = checksum!["algorithm"]!.GetValue<string>() switch { "SHA256" => 64, "SHA512" => 128, _ => 0 };
            if (!Hex().IsMatch(checksum["checksumValue"]!.GetValue<string>()) || checksum["checksumValue"]!.GetValue<string>().Length != length)
                yield return $"{id}: checksum";
        }

        foreach (var reference in package["externalRefs"]?.AsArray() ?? [])
        {
            // 7.21 and annex F
            if (reference!["referenceCategory"]!.GetValue<string>() != "PACKAGE-MANAGER" || reference["referenceType"]!.GetValue<string>() != "purl" || !Purl().IsMatch(reference["referenceLocator"]!.GetValue<string>()))
                yield return $"{id}: external reference";
        }
    }

    private static IEnumerable<string> CheckRelationship(JsonNode relationship, List<string> ids)
    {
        foreach (var end in (string[])["spdxElementId", "relatedSpdxElement"])
        {
            if (!ids.Contains(relationship[end]!.GetValue<string>()))
                yield return $"{relationship[end]} is nowhere";
        }

        if (!Relationships.Contains(relationship["relationshipType"]!.GetValue<string>()))
            yield return $"{relationship["relationshipType"]} is no relationship";
    }

    private static IEnumerable<string> Member(JsonNode? node, string what, string name, string pattern)
    {
        if (node?[name]?.GetValue<string>() is not { } value || !Regex.IsMatch(value, pattern))
            yield return $"{what}: {name}";
    }

    [GeneratedRegex("^(Tool|Organization|Person): .+$")]
    private static partial Regex Creator();

    [GeneratedRegex("^[0-9a-f]+$")]
    private static partial Regex Hex();

    [GeneratedRegex(@"^pkg:(rpm|oci|nuget)/[A-Za-z0-9.%_+-]+@[A-Za-z0-9.%_+~-]+(\?[a-z]+=[^&]+(&[a-z]+=[^&]+)*)?$")]
    private static partial Regex Purl();
}
