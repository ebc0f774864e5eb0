using System.Collections.Immutable;

using RpmTasks.Images.Composition;
using RpmTasks.Images.Engine;
using RpmTasks.Images.Model;
using RpmTasks.Images.Sources;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Provenance;

namespace RpmTasks.Packaging.Images;

/// <summary>From the request to the image: opened, saved from an engine, built from a Dockerfile, or composed of the published app.</summary>
internal sealed class ImageStep(PackRequest request, BuildEnvironment environment, Workspace workspace)
{
    private readonly ImageRequest _image = request.Image;

    /// <exception cref="ImageException">The image cannot be had.</exception>
    public async Task<SourcedImage> RunAsync(CancellationToken cancel) => _image switch
    {
        ExistingImageRequest existing => new SourcedImage(await OpenAsync(existing.Reference, existing.Pull, cancel).ConfigureAwait(false), Base: null),
        DockerfileRequest dockerfile => new SourcedImage(await BuildAsync(dockerfile, cancel).ConfigureAwait(false), Base: null),
        AppImageRequest app => await ComposeAsync(app, cancel).ConfigureAwait(false),
        _ => throw new InvalidOperationException("An image request of no known kind."),
    };

    /// <summary>The published app on its base.</summary>
    public SourcedImage Compose(AppImageRequest app, ContainerImage baseImage, CancellationToken cancel) =>
        Compose(app, baseImage, PublishedFiles.Of(app, Stage), cancel);

    public SourcedImage Compose(AppImageRequest app, ContainerImage baseImage, ImmutableArray<AppFile> files, CancellationToken cancel)
    {
        ReportSymbolPaths(files);
        var origin = BaseImage.Of(app.Base, app.Text, baseImage);
        var labels = app.App.GeneratesLabels ? OriginLabels.Of(request.Provenance, origin) : [];
        return new SourcedImage(AppComposition.Compose(app, baseImage, files, Stage with { OriginLabels = labels }, cancel), origin);
    }

    private CompositionStage Stage => new(workspace.Folder, request.Time);

    private async Task<SourcedImage> ComposeAsync(AppImageRequest app, CancellationToken cancel) =>
        Compose(app, await BaseAsync(app, cancel).ConfigureAwait(false), cancel);

    // Who sets SOURCE_DATE_EPOCH means to build the same bytes elsewhere; to others it is no more than worth knowing.
    private void ReportSymbolPaths(IEnumerable<AppFile> files)
    {
        foreach (var (file, symbols) in SymbolPaths.Find(files))
        {
            var problem = Problem.Of(Rules.PathInAssembly, file, symbols);
            if (request.TimeOrigin == TimeOrigin.SourceDateEpoch)
                environment.Log.Warning(problem);
            else
                environment.Log.Detail(problem.Message);
        }
    }

    private async Task<ContainerImage> BaseAsync(AppImageRequest app, CancellationToken cancel)
    {
        if (app.Base.Transport != ImageTransport.Name)
            return await OpenAsync(app.Base, app.Pull, cancel).ConfigureAwait(false);
        if (app.PulledBaseArchive is null || !File.Exists(app.PulledBaseArchive))
            throw new PackException(Problem.Of(Rules.BasePullFailed, app.Property, app.Text));
        return PulledBase.Of(Open(new ImageReference(ImageTransport.OciArchive, app.PulledBaseArchive), cancel));
    }

    private async Task<ContainerImage> OpenAsync(ImageReference reference, ImagePull pull, CancellationToken cancel)
    {
        if (reference.Transport is not (ImageTransport.Engine or ImageTransport.Name))
            return Open(reference, cancel);
        var engine = await ContainerEngine.ConnectAsync(EngineSettings(), cancel).ConfigureAwait(false);
        await using (engine.ConfigureAwait(false))
        {
            return await SaveAsync(engine, reference.Location, pull, cancel).ConfigureAwait(false);
        }
    }

    private async Task<ContainerImage> BuildAsync(DockerfileRequest dockerfile, CancellationToken cancel)
    {
        var engine = await ContainerEngine.ConnectAsync(EngineSettings(), cancel).ConfigureAwait(false);
        await using (engine.ConfigureAwait(false))
        {
            environment.Log.Detail($"Building {dockerfile.Dockerfile} with {engine.Description}");
            var id = await engine.BuildAsync(
                new DockerfileBuild
                {
                    Dockerfile = dockerfile.Dockerfile,
                    Context = dockerfile.Context,
                    Target = dockerfile.Target,
                    Arguments = dockerfile.Arguments,
                    Platform = dockerfile.Platform,
                    SpoolFolder = workspace.Folder,
                },
                cancel).ConfigureAwait(false);
            return await SaveAsync(engine, id, ImagePull.Never, cancel).ConfigureAwait(false);
        }
    }

    private async Task<ContainerImage> SaveAsync(ContainerEngine engine, string image, ImagePull pull, CancellationToken cancel)
    {
        environment.Log.Detail($"Saving {image} from {engine.Description}");
        var archive = workspace.File("saved.tar");
        await engine.SaveAsync(image, pull, _image.Platform, archive, cancel).ConfigureAwait(false);
        return Open(new ImageReference(ImageTransport.DockerArchive, archive), cancel);
    }

    /// <summary>Opens what lies on disk. Without a wish an image with one platform is taken as it is; among several the machine's own is the natural one.</summary>
    public ContainerImage Open(ImageReference reference, CancellationToken cancel)
    {
        if (_image.Platform is not null || reference.Transport == ImageTransport.Scratch)
            return ImageSource.Open(reference, _image.Platform ?? _image.DefaultPlatform, workspace.Folder, cancel);
        try
        {
            return ImageSource.Open(reference, wanted: null, workspace.Folder, cancel);
        }
        catch (ImageException exception) when (exception.Fault == ImageFault.PlatformMissing)
        {
            return ImageSource.Open(reference, _image.DefaultPlatform, workspace.Folder, cancel);
        }
    }

    private EngineSettings EngineSettings() => new()
    {
        Endpoint = _image.EngineEndpoint,
        Progress = environment.Log.Progress,
        Variable = environment.Variable,
    };
}
