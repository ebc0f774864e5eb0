using System.Collections.Immutable;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Sources;

/// <summary>Which of the manifests of an OCI layout is meant: first by name, then by platform.</summary>
internal static class OciChoice
{
    public static ListedManifest Choose(ImmutableArray<ListedManifest> manifests, string? tag, ImagePlatform? wanted, string location)
    {
        if (manifests.IsEmpty)
            throw new ImageException(ImageFault.NotAnImage, location, "lists no image");
        var named = ByName(manifests, tag, location);
        var fitting = named.Where(listed => wanted is null || PlatformChoice.Fits(listed.Platform!, wanted)).ToList();
        if (fitting.Count > 1 && fitting.Where(listed => listed.Platform == wanted).ToList() is [var exact])
            return exact;
        if (fitting is [var only])
            return only;
        var platforms = string.Join(", ", named.Select(listed => listed.Platform!.ToString()).Distinct().Order(StringComparer.Ordinal));
        if (wanted is null)
            throw new ImageException(ImageFault.PlatformMissing, location, $"holds images for {platforms}; name the runtime identifier of one");
        throw fitting.Count == 0
            ? new ImageException(ImageFault.PlatformMissing, location, $"holds no image for {wanted}, only for {platforms}")
            : NotListed(location, $"holds {fitting.Count} images for {wanted}", manifests);
    }

    private static ImmutableArray<ListedManifest> ByName(ImmutableArray<ListedManifest> manifests, string? tag, string location)
    {
        var named = manifests.Where(listed => tag is null || listed.Names.Any(name => IsNamed(name, tag)))
            .DistinctBy(listed => listed.Descriptor.Digest)
            .ToImmutableArray();
        if (named.IsEmpty)
            throw NotListed(location, $"holds no image '{tag}'", manifests);
        // Images of one name are platforms of it; images of several names are several images.
        return tag is not null || named.DistinctBy(listed => listed.Names.FirstOrDefault()).Count() == 1
            ? named
            : throw NotListed(location, $"holds {named.Length} images", manifests);
    }

    /// <summary>Builders write the whole name of an image or its tag alone.</summary>
    private static bool IsNamed(string name, string tag) =>
        name == tag || name.EndsWith(":" + tag, StringComparison.Ordinal) || ImageNames.AreSame(name, tag);

    private static ImageException NotListed(string location, string detail, ImmutableArray<ListedManifest> manifests)
    {
        var names = manifests.SelectMany(listed => listed.Names).Distinct().Order(StringComparer.Ordinal).ToList();
        var listed = names.Count == 0 ? "none has a name" : string.Join(", ", names);
        return new ImageException(ImageFault.ImageNotListed, location, $"{detail}; name one after the path: {listed}");
    }
}
