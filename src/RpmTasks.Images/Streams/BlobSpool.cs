using RpmTasks.Images.Model;

namespace RpmTasks.Images.Streams;

/// <summary>
/// Blobs made by a build, as files named by their digest. A file gets its name when it is complete, so a name that is there holds
/// what it says, whatever stopped an earlier build.
/// </summary>
internal sealed class BlobSpool(string folder)
{
    private readonly string _blobs = Path.Combine(folder, "blobs", "sha256");

    /// <summary>The blob with this digest if an earlier build left it.</summary>
    public Blob? Find(Digest digest)
    {
        var file = new FileInfo(PathOf(digest));
        return file.Exists ? BlobOf(digest, file.Length) : null;
    }

    /// <summary>Keeps what <paramref name="write"/> writes, under its digest.</summary>
    public Blob Add(Action<Stream> write)
    {
        Directory.CreateDirectory(_blobs);
        var unfinished = Path.Combine(_blobs, "." + Path.GetRandomFileName());
        try
        {
            var (digest, size) = WriteFile(unfinished, write);
            File.Move(unfinished, PathOf(digest), overwrite: true);
            return BlobOf(digest, size);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static (Digest Digest, long Size) WriteFile(string path, Action<Stream> write)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var digesting = new DigestingStream(file);
        using var buffer = new BufferedStream(digesting, 1 << 18);
        write(buffer);
        buffer.Flush();
        return (digesting.Digest, digesting.Count);
    }

    public string PathOf(Digest digest) => Path.Combine(_blobs, digest.Hex);

    private Blob BlobOf(Digest digest, long size) =>
        new(digest, size, () => new FileStream(PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));
}
