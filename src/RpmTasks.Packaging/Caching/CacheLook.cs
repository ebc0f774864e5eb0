using RpmTasks.Rpm.Caching;
using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Caching;

/// <summary>Looks at the cache and leaves it as it is: no entry is made, removed, or counted as used.</summary>
internal sealed class CacheLook : IFrameStore
{
    private readonly string? _folder;

    private CacheLook(string? folder) => _folder = folder;

    public static CacheLook At(CacheRequest? request, Func<string, string?> variable) =>
        new(request is null ? null : request.Folder ?? CacheFolder.Usual(variable));

    public Stream? Open(string key)
    {
        try
        {
            return _folder is not null && Path.Combine(_folder, key) is var path && File.Exists(path)
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public Stream? Create(string key) => null;

    public void Discard(string key, string reason)
    {
    }

    /// <summary>Bytes of a content before compression and after; null when it is not kept.</summary>
    /// <param name="sha256">Of the content, in hex.</param>
    public (long Plain, long Packed)? LengthsOf(string sha256, PayloadCompression compression)
    {
        using var frames = KeptFrames.Find(this, FrameFormat.Of(compression), sha256);
        return frames is null ? null : (frames.PlainLength, frames.PackedLength);
    }
}
