using System.Collections.Immutable;

using RpmTasks.Images.Layout;
using RpmTasks.Packaging.Service;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Packing;

/// <summary>What will be written: one immutable record, decided before the first byte.</summary>
/// <param name="Service">Null for an image without a service.</param>
internal sealed record PackagePlan(RpmSpec Spec, ImageDirectory Image, ServicePlan? Service)
{
    /// <summary>The packages of layers that this one requires; empty when it carries them all itself.</summary>
    public ImmutableArray<LayerPackage> Layers { get; init; } = [];
}
