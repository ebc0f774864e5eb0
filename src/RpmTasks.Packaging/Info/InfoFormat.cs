using System.Text.Json;
using System.Text.Json.Serialization;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Info;

/// <summary>How RpmInfo prints.</summary>
/// <param name="Render">Lines for the console.</param>
internal sealed record InfoFormat(Func<PackInfo, IEnumerable<string>> Render)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <exception cref="PackException">It is no format.</exception>
    public static InfoFormat Parse(string text) => text switch
    {
        "" or "text" => new(InfoText.Render),
        "json" => new(info => JsonSerializer.Serialize(info, Options).Split('\n')),
        _ => throw new PackException(Problem.Of(Rules.UnknownValue, "RpmInfoFormat", text, "text, json")),
    };
}
