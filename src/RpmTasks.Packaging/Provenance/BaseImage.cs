using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Provenance;

/// <summary>What an app's image was made on.</summary>
/// <param name="Name">As a registry knows it; null for a file, whose path is nobody's business.</param>
/// <param name="Digest">Of its manifest, as registries name it; of its config for a docker archive, which has no manifest.</param>
/// <param name="Layers">How many of the image's layers are its own, from the lowest on.</param>
internal sealed record BaseImage(string? Name, Digest Digest, int Layers)
{
    /// <returns>Null for an empty base.</returns>
    public static BaseImage? Of(ImageReference reference, string text, ContainerImage image) =>
        reference.Transport == ImageTransport.Scratch
            ? null
            : new BaseImage(reference.Transport == ImageTransport.Name ? text : null, image.ManifestDigest ?? image.Config.Digest, image.Layers.Length);
}

/// <summary>The image that goes in.</summary>
/// <param name="Base">Null for an image that was there, or an app on an empty base.</param>
internal sealed record SourcedImage(ContainerImage Image, BaseImage? Base);
