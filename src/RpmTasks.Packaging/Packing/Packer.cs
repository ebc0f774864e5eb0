using System.Collections.Immutable;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Images;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Repositories;
using RpmTasks.Packaging.Signing;

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
            var image = await new ImageStep(request, environment, workspace).RunAsync(cancel).ConfigureAwait(false);
            var kept = cache is null ? null : new KeptLayers(cache, request);
            var plan = new PlanStep(request, environment, workspace, kept).Run(image, cancel);
            if (environment.Log.HasErrors())
                throw new PackException([]);
            var packed = PackageFile.Write(plan, request, new PackageTools(environment) { Signer = signer, Cache = cache }, cancel);
            if (request.Repository is { } repository)
                new RepositoryPublisher(repository, signer, environment.Log).Add(packed, cancel);
            return packed;
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
