using System.Collections.Immutable;

using RpmTasks.Images.Composition;
using RpmTasks.Images.Model;
using RpmTasks.Images.Sources;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Images;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Provenance;

namespace RpmTasks.Packaging.Info;

/// <summary>Opens what lies on disk, and puts the app on it as it was published last. Nothing is pulled, built or asked of an engine.</summary>
internal sealed class ImagePreviewStep(PackRequest request, BuildEnvironment environment, Workspace workspace)
{
    private readonly ImageStep _step = new(request, environment, workspace);

    /// <exception cref="ImageException">What lies on disk is not the image that it should be.</exception>
    public ImagePreview Run(CancellationToken cancel) => request.Image switch
    {
        ExistingImageRequest existing => Base(existing.Reference, cancel),
        DockerfileRequest => new ImagePreview(StandIn(), ["The image: the engine builds it when it is packed."]),
        AppImageRequest app => App(app, cancel),
        _ => throw new InvalidOperationException("An image request of no known kind."),
    };

    private ImagePreview App(AppImageRequest app, CancellationToken cancel)
    {
        var onto = Base(app.Base, cancel);
        try
        {
            return onto with { Image = _step.Compose(app, onto.Image.Image, cancel) };
        }
        catch (PackException exception) when (exception.Problems.All(problem => problem.Rule == Rules.NothingPublished))
        {
            ImmutableArray<string> unknown = [.. onto.Unknown, $"The app's layers: nothing lies in {app.PublishFolder} yet. Publish first, or call 'dotnet publish -t:RpmInfo'."];
            return new ImagePreview(_step.Compose(app, onto.Image.Image, ImmutableArray<AppFile>.Empty, cancel), unknown);
        }
    }

    private ImagePreview Base(ImageReference reference, CancellationToken cancel) => reference.Transport switch
    {
        ImageTransport.Engine => new ImagePreview(StandIn(), [$"The layers of {reference.Location}: the engine has them, and is not asked before it is packed."]),
        ImageTransport.Name when request.Image is AppImageRequest => new ImagePreview(StandIn(), [$"The layers of {reference.Location}: the .NET SDK pulls them when it is packed."]),
        ImageTransport.Name => new ImagePreview(StandIn(), [$"The layers of {reference.Location}: the engine has or pulls them when it is packed."]),
        _ => new ImagePreview(new SourcedImage(_step.Open(reference, cancel), Base: null), []),
    };

    /// <summary>An image for the platform that will be asked for, so that all that does not follow from the true one is shown.</summary>
    private SourcedImage StandIn() => new(ScratchImage.For(request.Image.Platform ?? request.Image.DefaultPlatform), Base: null);
}
