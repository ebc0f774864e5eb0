namespace RpmTasks.Images.Layout;

/// <summary>How layers lie in an image directory.</summary>
internal enum BlobCompression
{
    /// <summary>As plain tar: the RPM's payload compresses them better, and every engine loads them, twice as fast.</summary>
    None,

    Gzip,

    /// <summary>Needs Podman, or Docker 23 on the host.</summary>
    Zstd,

    /// <summary>As the image had them.</summary>
    Keep,
}
