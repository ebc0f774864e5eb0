using System.Collections.Immutable;

using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Sources;

/// <summary>A manifest as an index lists it.</summary>
/// <param name="Names">What the index, or the one that lists it, calls the image.</param>
/// <param name="Platform">null when no index says.</param>
internal sealed record ListedManifest(OciDescriptor Descriptor, ImmutableArray<string> Names, ImagePlatform? Platform);

/// <summary>Finds all manifests behind an index, through the indexes within.</summary>
internal sealed class OciIndexWalk(OciBlobs blobs, CancellationToken cancel)
{
    private const int MaximumDepth = 4;

    // Nested indexes multiply: a few of the largest size could list more images than there are atoms.
    private const int MaximumEntries = 1000;

    private static readonly string[] NameAnnotations = ["org.opencontainers.image.ref.name", "io.containerd.image.name"];

    // An index may be listed under several names; it is read once.
    private readonly Dictionary<string, OciIndex> _read = new(StringComparer.Ordinal);

    private int _entries;

    public IEnumerable<ListedManifest> Manifests(OciIndex index) => Manifests(index, [], 0);

    private IEnumerable<ListedManifest> Manifests(OciIndex index, ImmutableArray<string> inherited, int depth)
    {
        foreach (var descriptor in index.Manifests ?? [])
        {
            cancel.ThrowIfCancellationRequested();
            if (descriptor is null)
                throw new ImageException(ImageFault.NotAnImage, blobs.Location, "has null in an index");
            if (++_entries > MaximumEntries)
                throw new ImageException(ImageFault.LimitExceeded, blobs.Location, $"lists more than {MaximumEntries} images");
            if (depth > MaximumDepth)
                throw new ImageException(ImageFault.LimitExceeded, blobs.Location, $"has indexes nested more than {MaximumDepth} deep");
            ImmutableArray<string> names = [.. inherited, .. NamesOf(descriptor)];
            if (MediaTypes.IsManifest(descriptor.MediaType) && !IsAttestation(descriptor))
                yield return new ListedManifest(descriptor, names, PlatformOf(descriptor));
            if (!MediaTypes.IsIndex(descriptor.MediaType))
                continue;
            foreach (var nested in Manifests(Read(descriptor), names, depth + 1))
                yield return nested;
        }
    }

    private OciIndex Read(OciDescriptor descriptor)
    {
        var digest = descriptor.Digest ?? "";
        if (_read.TryGetValue(digest, out var known))
            return known;
        var index = blobs.Read(descriptor, ImageDocuments.Default.OciIndex);
        _read.Add(digest, index);
        return index;
    }

    private static IEnumerable<string> NamesOf(OciDescriptor descriptor) =>
        NameAnnotations.Select(name => descriptor.Annotations?.GetValueOrDefault(name)).OfType<string>().Distinct();

    /// <summary>BuildKit lists the provenance of an image beside it, as an image for no platform.</summary>
    private static bool IsAttestation(OciDescriptor descriptor) =>
        descriptor.Platform?.Os == "unknown" || descriptor.Annotations?.ContainsKey("vnd.docker.reference.type") == true;

    private static ImagePlatform? PlatformOf(OciDescriptor descriptor) =>
        descriptor.Platform is { Os: { Length: > 0 } os, Architecture: { Length: > 0 } architecture }
            ? new ImagePlatform(os, architecture, string.IsNullOrEmpty(descriptor.Platform.Variant) ? null : descriptor.Platform.Variant)
            : null;
}
