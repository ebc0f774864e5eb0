using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Sources;

/// <summary>Opens an image that lies on disk. Paths are absolute.</summary>
internal static class ImageSource
{
    /// <summary>An archive must not be compressed as a whole.</summary>
    /// <param name="wanted">null accepts the only platform that is there.</param>
    public static ContainerImage Open(ImageReference reference, ImagePlatform? wanted, CancellationToken cancel) =>
        Open(reference, wanted, spoolFolder: null, cancel);

    /// <param name="wanted">null accepts the only platform that is there.</param>
    /// <param name="spoolFolder">Where an archive goes that is compressed as a whole; it must stay while the image is used.</param>
    public static ContainerImage Open(ImageReference reference, ImagePlatform? wanted, string? spoolFolder, CancellationToken cancel)
    {
        try
        {
            var archives = new ArchiveOpening(spoolFolder, cancel);
            return reference.Transport switch
            {
                ImageTransport.Scratch => Scratch(wanted),
                ImageTransport.DockerArchive => new DockerArchiveReader(archives.Open(reference.Location), cancel).Read(reference.Tag, wanted),
                ImageTransport.OciArchive => new OciLayoutReader(archives.Open(reference.Location), cancel).Read(reference.Tag, wanted),
                ImageTransport.OciDirectory => new OciLayoutReader(OpenFolder(reference.Location), cancel).Read(reference.Tag, wanted),
                _ => throw new ArgumentOutOfRangeException(nameof(reference), reference.Transport, "Only an engine or a registry has it."),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImageException(ImageFault.NotFound, reference.Location, "cannot be read: " + exception.Message.TrimEnd('.'), exception);
        }
    }

    private static ContainerImage Scratch(ImagePlatform? wanted) => ScratchImage.For(wanted
        ?? throw new ImageException(ImageFault.PlatformMissing, "scratch", "is for no platform by itself; name the runtime identifier"));

    private static FolderStore OpenFolder(string folder)
    {
        if (File.Exists(folder))
            throw new ImageException(ImageFault.NotAnImage, folder, "is a file; for an OCI layout in a tar write oci-archive:");
        return Directory.Exists(folder) ? new FolderStore(folder) : throw new ImageException(ImageFault.NotFound, folder, "is not there");
    }
}
