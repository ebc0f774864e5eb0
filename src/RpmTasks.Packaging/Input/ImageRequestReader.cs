using RpmTasks.Images.Engine;
using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Images.References;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Service;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads which image goes in.</summary>
internal sealed class ImageRequestReader(PackInput input, ProblemList problems)
{
    private static readonly ImageReference Nothing = new(ImageTransport.Scratch, "");

    private readonly ImageInput _image = input.Image;

    public ImageRequest Read()
    {
        var compression = problems.Choice(
            "RpmImageCompression",
            _image.Compression,
            ("none", BlobCompression.None),
            ("zstd", BlobCompression.Zstd),
            ("gzip", BlobCompression.Gzip),
            ("keep", BlobCompression.Keep));
        var level = problems.Level("RpmImageCompressionLevel", _image.CompressionLevel, Levels(compression), "RpmImageCompression=" + (compression == BlobCompression.Keep ? "keep" : "none"));
        var pull = problems.Choice("RpmImagePull", _image.Pull, ("missing", ImagePull.Missing), ("always", ImagePull.Always), ("never", ImagePull.Never));
        var request = Source(pull, PlatformOf.RuntimeIdentifier(_image.DefaultRuntimeIdentifier) ?? new ImagePlatform("linux", "amd64"), compression);
        return request with
        {
            Platform = Platform(),
            CompressionLevel = level,
            Layers = problems.Choice("RpmImageLayers", _image.Layers, ("bundled", ImageLayers.Bundled), ("shared", ImageLayers.Shared)),
            EngineEndpoint = _image.EngineEndpoint.Length > 0 ? _image.EngineEndpoint : null,
        };
    }

    private static NumberRange? Levels(BlobCompression compression) => compression switch
    {
        BlobCompression.Zstd => new NumberRange(1, 19, LayerEncoding.ZstdLevel),
        BlobCompression.Gzip => new NumberRange(1, 9, LayerEncoding.GzipLevel),
        _ => null,
    };

    private ImageRequest Source(ImagePull pull, ImagePlatform defaultPlatform, BlobCompression compression)
    {
        if (_image.Image.Length > 0 && _image.Dockerfile.Length > 0)
            problems.Add(Rules.TwoImageSources, "RpmImage", "RpmDockerfile");
        if (_image.Image.Length > 0)
        {
            return new ExistingImageRequest(Reference("RpmImage", _image.Image), pull)
            {
                Text = _image.Image,
                DefaultPlatform = defaultPlatform,
                Compression = compression,
            };
        }

        return _image.Dockerfile.Length > 0
            ? Dockerfile(defaultPlatform, compression)
            : App(pull, defaultPlatform, compression);
    }

    private DockerfileRequest Dockerfile(ImagePlatform defaultPlatform, BlobCompression compression)
    {
        var dockerfile = FullPath(_image.Dockerfile);
        var context = _image.DockerContext.Length > 0 ? FullPath(_image.DockerContext) : Path.GetDirectoryName(dockerfile)!;
        if (!File.Exists(dockerfile))
            problems.Add(Rules.NoSuchFile, "RpmDockerfile", _image.Dockerfile);
        if (!Directory.Exists(context))
            problems.Add(Rules.NoSuchFile, "RpmDockerContext", _image.DockerContext);
        return new DockerfileRequest(dockerfile, context)
        {
            Text = _image.Dockerfile,
            Target = _image.DockerTarget.Length > 0 ? _image.DockerTarget : null,
            Arguments = [.. _image.DockerBuildArguments.Select(BuildArgument)],
            DefaultPlatform = defaultPlatform,
            Compression = compression,
        };
    }

    private AppImageRequest App(ImagePull pull, ImagePlatform defaultPlatform, BlobCompression compression)
    {
        CheckApp();
        return new AppImageRequest(Reference("RpmBaseImage", _image.BaseImage))
        {
            Text = _image.BaseImage,
            Pull = pull,
            PulledBaseArchive = _image.PulledBaseArchive.Length > 0 ? _image.PulledBaseArchive : null,
            PublishFolder = input.Places.PublishFolder,
            App = input.App,
            DefaultPlatform = defaultPlatform,
            Compression = compression,
        };
    }

    private void CheckApp()
    {
        foreach (var port in input.App.Ports)
        {
            var type = port.Value.Length > 0 ? port.Value : "tcp";
            if (port.Name.Contains(':', StringComparison.Ordinal) || !PortMapping.TryParse($"{port.Name}/{type}", out _, out _))
                problems.Add(Rules.BadContainerPort, $"{port.Name}/{type}", "a number from 1 to 65535, tcp or udp");
        }

        var folder = input.App.WorkingDirectory;
        if (folder.Length > 0 && (!folder.StartsWith('/') || folder.Any(char.IsControl) || folder.Split('/').Contains("..")))
            problems.Add(Rules.BadWorkingDirectory, folder);
    }

    private ImageReference Reference(string property, string text)
    {
        try
        {
            var reference = ImageReferenceParser.Parse(text);
            return reference.Transport is ImageTransport.DockerArchive or ImageTransport.OciArchive or ImageTransport.OciDirectory
                ? reference with { Location = FullPath(reference.Location) }
                : reference;
        }
        catch (ImageException exception)
        {
            problems.Add(Rules.BadReference, property, text, exception.Detail);
            return Nothing;
        }
    }

    private KeyValuePair<string, string> BuildArgument(InputItem item)
    {
        var argument = item.ToAssignment();
        if (argument.Key.Length == 0)
            problems.Add(Rules.BadBuildArgument, item.Name);
        return argument;
    }

    private ImagePlatform? Platform()
    {
        if (_image.RuntimeIdentifier.Length == 0)
            return null;
        var platform = PlatformOf.RuntimeIdentifier(_image.RuntimeIdentifier);
        if (platform is null)
            problems.Add(Rules.NotLinux, _image.RuntimeIdentifier);
        return platform;
    }

    private string FullPath(string path) => Path.GetFullPath(path, input.Places.ProjectFolder);
}
