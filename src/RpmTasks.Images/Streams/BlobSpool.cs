using RpmTasks.Images.Model;

namespace RpmTasks.Images.Streams;

/// <summary>
/// Blobs made by a build, as files named by their digest. A file gets its name when it is complete, so a name that is there holds
/// what it says, whatever stopped an earlier build.
/// </summary>
internal sealed class BlobSpool(string folder)
{
    // Where .NET puts errno, ENOSPC and EDQUOT, and what Windows says (ERROR_DISK_FULL).
    private const int NoSpace = 28;
    private const int OverQuota = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    private readonly string _blobs = Path.Combine(folder, "blobs", "sha256");

    /// <summary>The blob with this digest if it was added.</summary>
    public Blob? Find(Digest digest)
    {
        var file = new FileInfo(PathOf(digest));
        return file.Exists ? BlobOf(digest, file.Length) : null;
    }

    /// <summary>Keeps what <paramref name="write"/> writes, under its digest.</summary>
    public Blob Add(Action<Stream> write)
    {
        var unfinished = Path.Combine(_blobs, "." + Path.GetRandomFileName());
        try
        {
            var (digest, size) = WriteFile(unfinished, write);
            File.Move(unfinished, PathOf(digest), overwrite: true);
            return BlobOf(digest, size);
        }
        // Not every failure in here is of the disk that is written: the content is read from other files meanwhile.
        catch (IOException exception) when (exception.HResult is NoSpace or OverQuota or WindowsDiskFull)
        {
            File.Delete(unfinished);
            throw Failed(unfinished, exception);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static (Digest Digest, long Size) WriteFile(string path, Action<Stream> write)
    {
        using var file = Create(path);
        using var digesting = new DigestingStream(file);
        using var buffer = new BufferedStream(digesting, 1 << 18);
        write(buffer);
        buffer.Flush();
        return (digesting.Digest, digesting.Count);
    }

    private static FileStream Create(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, exception);
        }
    }

    private static ImageException Failed(string path, Exception exception) =>
        new(ImageFault.SpoolFailed, Path.GetDirectoryName(path)!, exception.Message.TrimEnd('.'), exception);

    public string PathOf(Digest digest) => Path.Combine(_blobs, digest.Hex);

    private Blob BlobOf(Digest digest, long size) =>
        new(digest, size, () => new FileStream(PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));
}
