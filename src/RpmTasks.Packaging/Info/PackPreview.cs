using System.Collections.Immutable;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Signing;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Info;

/// <summary>The way of a pack, up to where it would write: what is wrong with the input is found as there, and nothing is left behind.</summary>
internal static class PackPreview
{
    /// <param name="given">Every property, set or not.</param>
    /// <exception cref="PackException">The input or the image is not right.</exception>
    public static PackInfo Make(PackInput input, ImmutableArray<GivenProperty> given, BuildEnvironment environment, CancellationToken cancel)
    {
        var request = RequestReader.Read(input);
        foreach (var warning in request.Warnings)
            environment.Log.Warning(warning);
        try
        {
            // Only whether the key is one that can sign.
            using var signer = request.Signing is { } wish ? PackageSigner.Open(wish, request.Time, environment, cancel) : null;
            // Beside the folder of a pack, which may be running.
            using var workspace = Workspace.Create(Path.TrimEndingDirectorySeparator(request.Places.IntermediateFolder) + "-info");
            var image = new ImagePreviewStep(request, environment, workspace).Run(cancel);
            var layers = CacheLook.At(request.Cache, environment.Variable);
            // What is asked for is the answer alone, which may be JSON.
            var quiet = environment with { Log = environment.Log with { Progress = environment.Log.Detail } };
            var plan = new PlanStep(request, quiet, workspace, new KeptLayers(layers, request)).Run(image.Image, cancel);
            var resolution = new Resolution(input, request, plan) { CacheFolder = request.Cache is { } cache ? cache.Folder ?? CacheFolder.Usual(environment.Variable) : null };
            return new PackInfoReader(resolution, image.Unknown).Read(PropertyTable.Of(given, resolution), layers, cancel);
        }
        catch (ImageException exception)
        {
            throw new PackException(ImageFaults.ToProblem(request.Image.Property, exception), exception);
        }
        catch (RpmSpecException exception)
        {
            throw PackageFile.ToPackException(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PackException(Problem.Of(Rules.OutputFailed, request.Places.IntermediateFolder, exception.Message.TrimEnd('.')), exception);
        }
    }
}
