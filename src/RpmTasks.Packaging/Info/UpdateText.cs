using System.Collections.Immutable;

using RpmTasks.Packaging.Inspection;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Info;

/// <summary>What those would get who have the version before.</summary>
internal static class UpdateText
{
    public static void Add(ReportLines report, PackInfo info)
    {
        report.Title("Update");
        if (info.Update is not { } update)
        {
            report.Field("From", "no earlier version of this package lies in the output folder");
            return;
        }

        var difference = update.Difference;
        report.Field("From", $"{update.Previous}, {update.File}");
        report.Field("Layers", $"{difference.KeptLayers.Length} kept, {difference.NewLayers.Length} new ({ByteText.Of(update.NewLayerBytes)}), {difference.GoneLayers.Length} gone");
        report.Field("Ships", Ships(update));
        if (difference.IsEmpty)
            report.Field("Changes", "none but the version");
        foreach (var (label, values) in Lists(update))
        {
            foreach (var value in values)
                report.Field(label, value);
        }
    }

    private static string Ships(UpdateFacts update)
    {
        var text = $"{ByteText.Of(update.ShippedLayerBytes)} of layers, before compression";
        return update.ShippedLayerBytes == update.NewLayerBytes
            ? text
            : text + $"; RpmImageLayers=shared would leave out what the host has of it, up to {ByteText.Of(update.ShippedLayerBytes - update.NewLayerBytes)}";
    }

    private static IEnumerable<(string Label, ImmutableArray<string> Values)> Lists(UpdateFacts update) =>
    [
        ("New file", update.Difference.NewFiles),
        ("Changed file", update.Difference.ChangedFiles),
        ("Gone file", update.Difference.GoneFiles),
        ("Adds", update.Difference.NewDependencies),
        ("Drops", update.Difference.GoneDependencies),
        ("Other script", update.Difference.ChangedScripts),
        ("Changes", update.Difference.ChangedValues),
    ];
}
