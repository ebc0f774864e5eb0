using System.Collections.Immutable;

using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Comparison;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Info;

/// <summary>From a plan to what is said of it.</summary>
/// <param name="unknown">What the plan's image lacks.</param>
internal sealed class PackInfoReader(Resolution resolution, ImmutableArray<string> unknown)
{
    private readonly PackRequest _request = resolution.Request;
    private readonly PackagePlan _plan = resolution.Plan;
    private readonly ImageNameMask _mask = new(resolution.Plan.Image, isNeeded: !unknown.IsEmpty);

    public PackInfo Read(ImmutableArray<PropertyFacts> properties, CacheLook cache, CancellationToken cancel)
    {
        var file = RpmFileName.Of(_plan.Spec);
        var output = Path.Combine(_request.Places.OutputFolder, file);
        var package = _mask.Apply(PlannedFacts.Of(file, _plan, cancel));
        var layers = Layers(package, cache);
        return new PackInfo
        {
            Project = _request.ProjectName,
            Output = output,
            Exists = File.Exists(output),
            Unknown = unknown,
            Source = new SourceFacts(_request.Image.Property, _request.Image.Text, (_request.Image as AppImageRequest)?.PublishFolder),
            Package = package,
            Layers = layers,
            Units = [.. PlannedFacts.Units(_plan.Spec).Select(unit => unit with { Text = _mask.Apply(unit.Text) })],
            Update = PreviousPackage.Find(_request.Places.OutputFolder, _plan.Spec, cancel) is { } previous ? Update(previous, package, layers) : null,
            Properties = properties,
        };
    }

    private ImmutableArray<PlannedLayer> Layers(PackageFacts package, CacheLook cache)
    {
        var shared = _plan.Layers.ToDictionary(layer => layer.Digest.ToString(), StringComparer.Ordinal);
        return [.. package.Images.SelectMany(image => image.Layers).Select(Layer)];

        PlannedLayer Layer(LayerFacts layer)
        {
            var own = shared.GetValueOrDefault(layer.Digest);
            var compression = own?.Spec.Compression ?? _plan.Spec.Compression;
            var packed = layer.Digest.Split(':') is [_, var hex] ? cache.LengthsOf(hex, compression)?.Packed : null;
            return new PlannedLayer(layer.Digest, layer.Size, packed is not null)
            {
                PackedSize = compression.Compressor == PayloadCompressor.None ? layer.Size : packed,
                Package = own is null ? null : new LayerName(own.Digest).Package,
                CreatedBy = layer.CreatedBy,
            };
        }
    }

    private static UpdateFacts Update(PackageFacts previous, PackageFacts package, ImmutableArray<PlannedLayer> layers)
    {
        var difference = PackageComparison.Compare(previous, package);
        var isNew = difference.NewLayers.Select(layer => layer.Digest).ToHashSet(StringComparer.Ordinal);
        var distinct = layers.DistinctBy(layer => layer.Digest).ToList();
        return new UpdateFacts(previous.Identity.Nevra, previous.File)
        {
            // The app's own package always carries its own; those of layers lie on the host when they were there before.
            ShippedLayerBytes = distinct.Where(layer => layer.Package is null || isNew.Contains(layer.Digest)).Sum(layer => layer.Size),
            NewLayerBytes = distinct.Where(layer => isNew.Contains(layer.Digest)).Sum(layer => layer.Size),
            Difference = difference,
        };
    }
}
