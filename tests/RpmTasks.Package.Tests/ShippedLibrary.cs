using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RpmTasks.Package.Tests;

/// <summary>A library of the deps.json.</summary>
internal sealed partial record ShippedLibrary(string Id, string Version, bool IsPackage, IReadOnlyList<string> Files)
{
    /// <summary>"id|version|licence|copyright", as the package that was restored says.</summary>
    public string Notice()
    {
        var folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
            ? packages
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var id = Id.ToLowerInvariant();
        var metadata = XDocument.Load(Path.Combine(folder, id, Version, id + ".nuspec")).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        return $"{Id}|{Version}|{Value(metadata, "license")}|{Value(metadata, "copyright")}";
    }

    private static string Value(XElement metadata, string name) =>
        Blanks().Replace(metadata.Elements().Single(element => element.Name.LocalName == name).Value, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
