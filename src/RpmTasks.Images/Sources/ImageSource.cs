using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Sources;

/// <summary>Opens an image that lies on disk. Paths are absolute.</summary>
internal static class ImageSource
{
    /// <param name="wanted">null accepts the only platform that is there.</param>
    public static ContainerImage Open(ImageReference reference, ImagePlatform? wanted, CancellationToken cancel)
    {
        try
        {
            return reference.Transport switch
            {
                ImageTransport.Scratch => ScratchImage.For(wanted ?? throw new ImageException(ImageFault.PlatformMissing, "scratch", "the empty image has no platform of its own; name the runtime identifier")),
                ImageTransport.DockerArchive => new DockerArchiveReader(OpenArchive(reference.Location, cancel), cancel).Read(reference.Tag, wanted),
                _ => throw new ArgumentOutOfRangeException(nameof(reference), reference.Transport, "Only an engine or a registry has it."),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImageException(ImageFault.NotFound, reference.Location, "cannot be read: " + exception.Message.TrimEnd('.'), exception);
        }
    }

    private static TarStore OpenArchive(string file, CancellationToken cancel)
    {
        if (Directory.Exists(file))
            throw new ImageException(ImageFault.NotAnImage, file, "is a folder; for an OCI layout write oci:");
        if (!File.Exists(file))
            throw new ImageException(ImageFault.NotFound, file, "is not there");
        return TarStore.Open(file, file, cancel);
    }
}
