using System.Text.Json.Nodes;

namespace RpmTasks.Images.Composition;

/// <summary>
/// The history of an image: engines refuse or mislabel an image whose entries that made a layer are not as many as its layers, and
/// bases exist that have too few.
/// </summary>
internal static class AppHistory
{
    public static JsonArray Extend(JsonArray? existing, int baseLayers, int addedLayers, JsonObject step)
    {
        var entries = (existing ?? []).OfType<JsonObject>().Select(entry => entry.DeepClone().AsObject()).ToList();
        var withLayer = entries.Where(entry => !IsEmptyLayer(entry)).ToList();
        foreach (var surplus in withLayer.Skip(baseLayers))
            surplus["empty_layer"] = true;
        for (var missing = baseLayers - withLayer.Count; missing > 0; missing--)
            entries.Add(new JsonObject { ["created_by"] = "base image" });
        for (var added = 0; added < addedLayers; added++)
            entries.Add(step.DeepClone().AsObject());
        return [.. entries];
    }

    private static bool IsEmptyLayer(JsonObject entry) => entry["empty_layer"] is JsonValue value && value.TryGetValue(out bool empty) && empty;
}
