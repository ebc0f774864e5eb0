using System.Text.Json.Nodes;

namespace RpmTasks.Packaging.Provenance;

/// <summary>An element of an SPDX document (SPDX 2.3, clause 7).</summary>
internal sealed record SpdxPackage(string Id, string Name, string Purpose)
{
    private const string Unknown = "NOASSERTION";

    public string? Version { get; init; }

    public string? Supplier { get; init; }

    public string? License { get; init; }

    public string? Copyright { get; init; }

    public string? HomePage { get; init; }

    public string? SourceInfo { get; init; }

    public string? Comment { get; init; }

    /// <summary>Package URL.</summary>
    public string? Purl { get; init; }

    public string? Sha256 { get; init; }

    public string? Sha512 { get; init; }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["SPDXID"] = Id, ["name"] = Name };
        Add("versionInfo", Version);
        json["supplier"] = Supplier is null ? Unknown : $"Organization: {Supplier}";
        json["downloadLocation"] = Unknown;
        json["filesAnalyzed"] = false;
        Add("homepage", HomePage);
        Add("sourceInfo", SourceInfo);
        json["licenseConcluded"] = Unknown;
        json["licenseDeclared"] = License ?? Unknown;
        json["copyrightText"] = Copyright ?? Unknown;
        json["primaryPackagePurpose"] = Purpose;
        Add("comment", Comment);
        if (Checksums() is { Count: > 0 } checksums)
            json["checksums"] = checksums;
        if (Purl is not null)
            json["externalRefs"] = new JsonArray(new JsonObject { ["referenceCategory"] = "PACKAGE-MANAGER", ["referenceType"] = "purl", ["referenceLocator"] = Purl });
        return json;

        void Add(string name, string? value)
        {
            if (value is not null)
                json[name] = value;
        }
    }

    private JsonArray Checksums()
    {
        (string Algorithm, string? Value)[] checksums = [("SHA256", Sha256), ("SHA512", Sha512)];
        return new JsonArray([.. checksums
            .Where(checksum => checksum.Value is not null)
            .Select(checksum => new JsonObject { ["algorithm"] = checksum.Algorithm, ["checksumValue"] = checksum.Value })]);
    }
}
