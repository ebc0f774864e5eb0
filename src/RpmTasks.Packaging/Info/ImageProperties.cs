using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Images.Engine;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Info;

/// <summary>Which image goes in.</summary>
internal static class ImageProperties
{
    private const string BaseOfTheSdk = "ContainerBaseImage";

    public static IEnumerable<ResolvedProperty> Of(Resolution resolution, ImmutableArray<GivenProperty> given)
    {
        var (input, image) = (resolution.Input.Image, resolution.Request.Image);
        var pull = image switch
        {
            ExistingImageRequest existing => existing.Pull,
            AppImageRequest app => app.Pull,
            _ => ImagePull.Missing,
        };
        yield return new ResolvedProperty("RpmImagePull", pull.ToString().ToLowerInvariant());
        yield return image is DockerfileRequest dockerfile
            ? new ResolvedProperty("RpmDockerContext", dockerfile.Context).FromProject("RpmDockerfile")
            : new ResolvedProperty("RpmDockerContext", null);
        // Values of build arguments can be secrets.
        yield return ResolvedProperty.Of("RpmDockerBuildArg", input.DockerBuildArguments.Select(argument => argument.ToAssignment().Key));
        yield return BaseImage(image, given);
        yield return new ResolvedProperty("RpmImageCompression", image.Compression.ToString().ToLowerInvariant());
        yield return new ResolvedProperty("RpmImageCompressionLevel", image.CompressionLevel?.ToString(CultureInfo.InvariantCulture));
        yield return new ResolvedProperty("RpmImageLayers", image.Layers.ToString().ToLowerInvariant());
    }

    private static ResolvedProperty BaseImage(ImageRequest image, ImmutableArray<GivenProperty> given)
    {
        if (image is not AppImageRequest)
            return new ResolvedProperty("RpmBaseImage", null);
        var resolved = new ResolvedProperty("RpmBaseImage", image.Text);
        return given.Any(property => property.Name == BaseOfTheSdk && property.IsSet)
            ? resolved.FromProject(BaseOfTheSdk)
            : resolved with { Origin = ResolvedProperty.Sdk, From = BaseOfTheSdk };
    }
}
