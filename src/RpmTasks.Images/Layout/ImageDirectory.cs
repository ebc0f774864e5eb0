using System.Collections.Immutable;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Layout;

/// <summary>A file of an image directory.</summary>
/// <param name="Path">Relative, with '/'.</param>
/// <param name="Content">Unchecked, as every <see cref="Blob"/>: who writes it somewhere verifies it.</param>
internal sealed record ImageDirectoryFile(string Path, Blob Content);

/// <summary>
/// An image as files that Podman loads as a folder (OCI layout) and Docker as a tar of it (manifest.json).
/// </summary>
internal sealed record ImageDirectory
{
    /// <summary>In ordinal order of paths; each blob once.</summary>
    public required ImmutableArray<ImageDirectoryFile> Files { get; init; }

    /// <summary>The image's ID in Podman and in Docker's classic store.</summary>
    public required Digest ConfigDigest { get; init; }

    /// <summary>The image's ID in Docker's containerd store.</summary>
    public required Digest ManifestDigest { get; init; }

    /// <summary>The full name under which engines list it.</summary>
    public required string Reference { get; init; }

    /// <summary>The image with its layers as they lie in <see cref="Files"/>.</summary>
    public required ContainerImage Image { get; init; }
}
