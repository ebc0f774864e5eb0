using System.Collections.Immutable;

using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Sources;

/// <summary>Which of the images of a docker archive is meant.</summary>
internal static class DockerArchiveChoice
{
    public static DockerArchiveEntry Choose(ImmutableArray<DockerArchiveEntry> entries, string? tag, string location)
    {
        if (entries.IsEmpty)
            throw new ImageException(ImageFault.NotAnImage, location, "lists no image");
        var fitting = tag is null ? entries : entries.Where(entry => Tags(entry).Any(listed => ImageNames.AreSame(listed, tag))).ToImmutableArray();
        if (fitting.Length == 1)
            return fitting[0];
        var listed = string.Join(", ", entries.SelectMany(Tags).Order(StringComparer.Ordinal));
        throw new ImageException(ImageFault.ImageNotListed, location, tag is null
            ? $"holds {entries.Length} images; name one of them after the file: {listed}"
            : $"holds no single image '{tag}', only: {listed}");
    }

    private static IEnumerable<string> Tags(DockerArchiveEntry entry) => (entry.RepoTags ?? []).OfType<string>();
}
