using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Provenance;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Trees;

namespace RpmTasks.Packaging.Packing;

/// <summary>From the image to the plan: as a directory of blobs for an engine, as a tree of files for systemd.</summary>
/// <param name="kept">Null where nothing is kept.</param>
internal sealed class PlanStep(PackRequest request, BuildEnvironment environment, Workspace workspace, KeptLayers? kept)
{
    /// <exception cref="PackException">The image cannot be packed as it is asked for.</exception>
    /// <exception cref="ImageException">A layer is not what it should be.</exception>
    public PackagePlan Run(SourcedImage sourced, CancellationToken cancel)
    {
        var (image, baseImage) = sourced;
        var reference = PackagePlanner.NameOf(request, image.Config.Digest).Reference;
        var layout = new LayoutWish(reference, request.Image.Compression, workspace.Folder)
        {
            Level = request.Image.CompressionLevel,
            KnownLength = blob => kept?.LengthOf(blob),
            Notes = kept,
            Rewritten = new LayerProgress(environment).Report,
        };
        var plan = request.Service is { Engine: ServiceEngine.Systemd }
            ? PackagePlanner.Plan(request, ImageDirectoryWriter.PlanNone(image, reference), Unfold(image, cancel), baseImage)
            : PackagePlanner.Plan(request, ImageDirectoryWriter.Plan(image, layout, cancel), baseImage: baseImage);
        if (HostCompatibility.FindProblem(plan) is { } problem)
            environment.Log.Warning(problem);
        foreach (var lost in plan.Service is { } service ? LostVolumes.Find(service, image.Config) : [])
            environment.Log.Warning(lost);
        return plan;
    }

    private TreePlan Unfold(ContainerImage image, CancellationToken cancel)
    {
        var step = new TreeStep(request, PackagePlanner.RunOf(request, image)!.Needs, workspace.Folder) { Read = new LayerProgress(environment).Report };
        var tree = step.Run(image, cancel);
        foreach (var note in tree.Notes)
            environment.Log.Message(note);
        if (image.Config.HasHealthCheck)
            environment.Log.Message("The image's health check is left out: without an engine nothing runs it.");
        return tree;
    }
}
