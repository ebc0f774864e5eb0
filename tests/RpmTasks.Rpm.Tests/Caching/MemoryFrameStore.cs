using RpmTasks.Rpm.Caching;

namespace RpmTasks.Rpm.Tests.Caching;

/// <summary>Entries in memory; <see cref="Keep"/> is what the owner of a true store does when the package is sound.</summary>
internal sealed class MemoryFrameStore : IFrameStore
{
    private readonly Dictionary<string, MemoryStream> _made = [];

    public Dictionary<string, byte[]> Entries { get; } = [];

    public List<string> Discarded { get; } = [];

    /// <summary>Bytes that fit into a new entry.</summary>
    public int Room { get; init; } = int.MaxValue;

    public Stream? Open(string key) => Entries.TryGetValue(key, out var entry) ? new MemoryStream(entry, writable: false) : null;

    public Stream? Create(string key)
    {
        if (_made.ContainsKey(key))
            return null;
        var entry = new BoundedStream(Room);
        _made.Add(key, entry);
        return entry;
    }

    public void Discard(string key, string reason)
    {
        _made.Remove(key);
        Entries.Remove(key);
        Discarded.Add(reason);
    }

    public void Keep()
    {
        foreach (var (key, entry) in _made)
            Entries[key] = entry.ToArray();
        _made.Clear();
    }

    private sealed class BoundedStream(int room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Position + buffer.Length > room)
                throw new IOException("No space left on device.");
            Write(buffer.ToArray(), 0, buffer.Length);
        }
    }
}
