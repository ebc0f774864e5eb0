using System.Text.Json;
using System.Text.Json.Serialization;

namespace RpmTasks.Packaging.Inspection;

/// <summary>Facts as JSON: an array with an object for each package, in ASCII, so that no text of a package reaches a terminal as it is.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Render(IReadOnlyList<PackageFacts> packages) => JsonSerializer.Serialize(packages, Options);
}
