namespace RpmTasks.Images.Model;

/// <summary>Where an image comes from.</summary>
internal enum ImageTransport
{
    /// <summary>The empty base.</summary>
    Scratch,

    /// <summary>A file as `docker save` writes it, old or hybrid.</summary>
    DockerArchive,

    /// <summary>An OCI layout in a tar.</summary>
    OciArchive,

    /// <summary>An OCI layout as a folder.</summary>
    OciDirectory,

    /// <summary>The engine's own store, Docker's or Podman's.</summary>
    Engine,

    /// <summary>A name without a transport: for a base a registry, for an existing image the engine, which pulls it.</summary>
    Name,
}

/// <summary>An image as a project file names it.</summary>
/// <param name="Location">The file or folder; for an engine's or a registry's image its name, with tag and digest.</param>
/// <param name="Tag">For archives and layouts, the image within it; null when there is only one.</param>
internal sealed record ImageReference(ImageTransport Transport, string Location, string? Tag = null);
