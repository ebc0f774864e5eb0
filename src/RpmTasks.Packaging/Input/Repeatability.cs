using RpmTasks.Images.Model;
using RpmTasks.Images.References;

namespace RpmTasks.Packaging.Input;

/// <summary>
/// Whether the same properties, items and files make the same packages again. They do not where an engine or a registry has to be asked what
/// a name stands for now, or what a Dockerfile makes.
/// </summary>
internal static class Repeatability
{
    private const string Pinned = "@sha256:";

    public static bool Has(ImageInput image)
    {
        if (image.Dockerfile.Length > 0)
            return false;
        var reference = ImageReferenceParser.Parse(image.Image.Length > 0 ? image.Image : image.BaseImage);
        return reference.Transport is not (ImageTransport.Engine or ImageTransport.Name)
            || reference.Location.Contains(Pinned, StringComparison.Ordinal)
            || ImageName.IsId(reference.Location);
    }

    /// <summary>The time of a link is its own: it does not tell when the file behind it changed.</summary>
    public static bool HasLink(IEnumerable<string> paths) => paths.Any(path => new FileInfo(path).LinkTarget is not null);
}
