using System.Collections.Immutable;

using RpmTasks.Rpm.Compression;

namespace RpmTasks.Rpm.Caching;

/// <summary>An entry that is open: a content as the frames that it was compressed to before.</summary>
internal sealed class KeptFrames : IDisposable
{
    private readonly Stream _entry;

    private KeptFrames(Stream entry, string key, string sha256, ImmutableArray<KeptFrame> frames)
    {
        _entry = entry;
        Key = key;
        Sha256 = sha256;
        Frames = frames;
        PlainLength = frames.Sum(frame => (long)frame.PlainLength);
        PackedLength = frames.Sum(frame => (long)frame.PackedLength);
    }

    public string Key { get; }

    /// <summary>Of the content, in hex.</summary>
    public string Sha256 { get; }

    public ImmutableArray<KeptFrame> Frames { get; }

    public long PlainLength { get; }

    public long PackedLength { get; }

    /// <param name="sha256">Of the content, in hex.</param>
    /// <returns>Null when it is not kept; what is damaged is discarded.</returns>
    public static KeptFrames? Find(IFrameStore store, FrameFormat format, string sha256)
    {
        var key = format.KeyOf(sha256);
        if (store.Open(key) is not { } entry)
            return null;
        try
        {
            if (FrameIndex.Read(entry, key) is { } frames && frames.All(IsSane))
                return new KeptFrames(entry, key, sha256, frames);
            store.Discard(key, "is damaged");
        }
        catch (IOException exception)
        {
            store.Discard(key, "cannot be read: " + exception.Message.TrimEnd('.'));
        }

        entry.Dispose();
        return null;

        static bool IsSane(KeptFrame frame) => frame is { PackedLength: > 0, PlainLength: > 0 and <= FrameFormat.FrameLength };
    }

    /// <summary>The packed bytes of a frame; from any thread.</summary>
    public void Read(long offset, Span<byte> packed)
    {
        try
        {
            lock (_entry)
            {
                _entry.Position = offset;
                _entry.ReadExactly(packed);
            }
        }
        catch (IOException exception)
        {
            throw new DamagedFramesException(Key, exception);
        }
    }

    public void Dispose() => _entry.Dispose();
}

/// <summary>Frames are not what they were when they were kept. Their entry is discarded; without it the package can be written.</summary>
internal sealed class DamagedFramesException(string key, Exception? inner = null) : Exception($"The entry {key} is damaged.", inner)
{
    public string Key { get; } = key;
}
