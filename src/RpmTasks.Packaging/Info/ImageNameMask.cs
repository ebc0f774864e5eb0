using System.Collections.Immutable;

using RpmTasks.Images.Layout;
using RpmTasks.Packaging.Inspection;

namespace RpmTasks.Packaging.Info;

/// <summary>Takes out the names of an image that only stands for the true one: they follow from its content.</summary>
internal sealed class ImageNameMask(ImageDirectory image, bool isNeeded)
{
    private const string Id = "IMAGE-ID";

    /// <summary>Digits of the ID in a tag.</summary>
    private const int DigitsInTag = 12;

    public string Apply(string text) => !isNeeded ? text : text
        .Replace(image.ConfigDigest.Hex, Id, StringComparison.Ordinal)
        .Replace(image.ManifestDigest.Hex, "MANIFEST-ID", StringComparison.Ordinal)
        .Replace(image.ConfigDigest.Hex[..DigitsInTag], Id, StringComparison.Ordinal);

    /// <summary>Texts without the names, files without the image's and without digests.</summary>
    public PackageFacts Apply(PackageFacts package) => !isNeeded ? package : package with
    {
        Files = [.. package.Files.Where(file => !IsOfImage(package, file)).Select(file => file with { Digest = null })],
        Scripts = [.. package.Scripts.Select(script => script with { Body = script.Body is null ? null : Apply(script.Body) })],
        // What the package says of its origin follows from the image, too.
        Dependencies = package.Dependencies with { Provides = [.. package.Dependencies.Provides.Where(provided => !HasDigest(provided))] },
        Payload = package.Payload with { Size = null, InstalledSize = null },
        Images = [.. package.Images.Select(known => known with { Id = null, ManifestDigest = null, Reference = known.Reference is null ? null : Apply(known.Reference), Labels = WithoutDigests(known.Labels) })],
    };

    private static ImmutableSortedDictionary<string, string> WithoutDigests(ImmutableSortedDictionary<string, string> labels) =>
        labels.RemoveRange(labels.Where(label => HasDigest(label.Value)).Select(label => label.Key));

    private static bool HasDigest(string text) => text.Contains("sha256:", StringComparison.Ordinal);

    private static bool IsOfImage(PackageFacts package, FileFacts file) =>
        package.Images.Any(known => file.Path.StartsWith(known.Folder + "/", StringComparison.Ordinal));
}
