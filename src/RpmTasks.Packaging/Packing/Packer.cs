using System.Collections.Immutable;

using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Images;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Repositories;
using RpmTasks.Packaging.Signing;
using RpmTasks.Packaging.Trees;

namespace RpmTasks.Packaging.Packing;

/// <summary>The way from what the project says to the file: request, image, plan, package.</summary>
internal static class Packer
{
    /// <returns>The app's package first, then those of its layers.</returns>
    /// <exception cref="PackException">The input, the image or the result is not right; nothing new is left behind, but a package that its repository did not take.</exception>
    /// <exception cref="OperationCanceledException">Nothing new is left behind.</exception>
    public static async Task<ImmutableArray<PackedRpm>> PackAsync(PackInput input, BuildEnvironment environment, CancellationToken cancel)
    {
        try
        {
            var request = RequestReader.Read(input);
            foreach (var warning in request.Warnings)
                environment.Log.Warning(warning);
            return await PackAsync(request, environment, cancel).ConfigureAwait(false);
        }
        finally
        {
            // Made for this one package by the build; as large as the base.
            if (input.Image.PulledBaseArchive.Length > 0)
                File.Delete(input.Image.PulledBaseArchive);
        }
    }

    private static async Task<ImmutableArray<PackedRpm>> PackAsync(PackRequest request, BuildEnvironment environment, CancellationToken cancel)
    {
        try
        {
            using var signer = request.Signing is { } wish ? PackageSigner.Open(wish, request.Time, environment, cancel) : null;
            using var cache = LayerCache.Open(request.Cache, environment);
            using var workspace = Workspace.Create(request.Places.IntermediateFolder);
            var (image, baseImage) = await new ImageStep(request, environment, workspace).RunAsync(cancel).ConfigureAwait(false);
            var name = PackagePlanner.NameOf(request, image.Config.Digest);
            var layout = new LayoutWish(name.Reference, request.Image.Compression, workspace.Folder)
            {
                KnownLength = layer => cache?.PlainLengthOf(layer.Hex, request.PayloadCompression),
            };
            var plan = request.Service is { Engine: ServiceEngine.Systemd }
                ? PackagePlanner.Plan(request, ImageDirectoryWriter.PlanNone(image, name.Reference), Unfold(request, image), baseImage)
                : PackagePlanner.Plan(request, ImageDirectoryWriter.Plan(image, layout, cancel), baseImage: baseImage);
            if (HostCompatibility.FindProblem(plan) is { } problem)
                environment.Log.Warning(problem);
            if (environment.Log.HasErrors())
                throw new PackException([]);
            var packed = PackageFile.Write(plan, request, new PackageTools(environment) { Signer = signer, Cache = cache }, cancel);
            if (request.Repository is { } repository)
                new RepositoryPublisher(repository, signer, environment.Log).Add(packed, cancel);
            return packed;

            TreePlan Unfold(PackRequest request, ContainerImage image)
            {
                var tree = new TreeStep(request, PackagePlanner.RunOf(request, image)!.Needs, workspace.Folder).Run(image, cancel);
                foreach (var note in tree.Notes)
                    environment.Log.Message(note);
                if (image.Config.HasHealthCheck)
                    environment.Log.Message("The image's health check is left out: without an engine nothing runs it.");
                return tree;
            }
        }
        catch (ImageException exception)
        {
            throw new PackException(ImageFaults.ToProblem(request.Image.Property, exception), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PackException(Problem.Of(Rules.OutputFailed, request.Places.IntermediateFolder, exception.Message.TrimEnd('.')), exception);
        }
    }
}
