using System.Text.Json.Nodes;

using RpmTasks.Testing;

namespace RpmTasks.Package.Tests;

/// <summary>The image directory of an unpacked package, read with other means than the product's.</summary>
internal static class InstalledImage
{
    /// <summary>The names in each layer, lowest layer first, as tar lists them.</summary>
    public static string[][] LayersOf(string folder)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")))![0]!;
        return
        [
            .. from layer in manifest["Layers"]!.AsArray()
               let list = RealTool.Run("tar", "-tf", Path.Combine(folder, layer!.GetValue<string>()))
               select list.Output.TrimEnd('\n').Split('\n'),
        ];
    }
}
