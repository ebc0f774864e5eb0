namespace RpmTasks.Images.Model;

/// <summary>What went wrong with an image; each has its code in the diagnostics table of RpmTasks.Packaging.</summary>
internal enum ImageFault
{
    /// <summary>The file, folder or tag is not there.</summary>
    NotFound,

    /// <summary>It ends before it should, or holds nothing.</summary>
    Truncated,

    /// <summary>It is there, but not an image of the kind that was named.</summary>
    NotAnImage,

    /// <summary>Bytes do not have the digest or the size under which they are listed.</summary>
    DigestMismatch,

    /// <summary>A name or link leads outside the archive.</summary>
    EscapingPath,

    /// <summary>A length or count beyond what any real image has.</summary>
    LimitExceeded,

    /// <summary>The archive holds several images and none was named, or not the one that was named.</summary>
    ImageNotListed,

    /// <summary>No image for the wanted operating system and architecture.</summary>
    PlatformMissing,

    /// <summary>A published file cannot stand in a layer (a whiteout name, a device, a link that leaves the folder).</summary>
    UnsuitableFile,

    /// <summary>The folder for what is made on the way cannot be written, or is full.</summary>
    SpoolFailed,

    /// <summary>No container engine answers.</summary>
    EngineUnreachable,

    /// <summary>The engine answered with an error.</summary>
    EngineFailed,

    /// <summary>The engine ran the Dockerfile and it failed.</summary>
    BuildFailed,

    /// <summary>The engine does not have the image and may not or cannot pull it.</summary>
    ImageUnavailable,

    /// <summary>The text is no image reference of any kind.</summary>
    BadReference,
}

/// <summary>An image that cannot be read, built or composed. Never shows as a stack trace: the fault maps to a coded message.</summary>
/// <param name="fault">What went wrong.</param>
/// <param name="subject">The file, reference or digest concerned.</param>
/// <param name="detail">One sentence in plain words, without a final full stop.</param>
internal sealed class ImageException(ImageFault fault, string subject, string detail, Exception? inner = null)
    : Exception($"{subject}: {detail}", inner)
{
    public ImageFault Fault { get; } = fault;

    public string Subject { get; } = subject;

    public string Detail { get; } = detail;
}
