namespace RpmTasks.Rpm.Caching;

/// <summary>Keeps the frames of one content as they are written. A store that is full or fails costs the entry, never the package.</summary>
internal sealed class FrameRecorder : IDisposable
{
    private readonly IFrameStore _store;
    private readonly string _key;
    private readonly List<KeptFrame> _frames = [];
    private Stream? _entry;

    private FrameRecorder(IFrameStore store, string key, Stream entry)
    {
        _store = store;
        _key = key;
        _entry = entry;
    }

    /// <returns>Null when nothing can be kept.</returns>
    public static FrameRecorder? Begin(IFrameStore store, string key) => store.Create(key) is { } entry ? new FrameRecorder(store, key, entry) : null;

    /// <param name="check">Of the packed bytes.</param>
    public void Add(ReadOnlySpan<byte> packed, int plainLength, ulong check)
    {
        if (_entry is null)
            return;
        _frames.Add(new KeptFrame(packed.Length, plainLength, check));
        Write(packed);
    }

    /// <summary>All frames were added, and they are those of the promised content.</summary>
    public void Complete()
    {
        Write(FrameIndex.Write(_frames, _key));
        _entry?.Dispose();
        _entry = null;
    }

    public void Dispose()
    {
        if (_entry is not null)
            GiveUp("was not finished");
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _entry?.Write(bytes);
        }
        catch (IOException exception)
        {
            GiveUp("cannot be written: " + exception.Message.TrimEnd('.'));
        }
    }

    private void GiveUp(string reason)
    {
        _entry?.Dispose();
        _entry = null;
        _store.Discard(_key, reason);
    }
}
