using System.Buffers;

namespace RpmTasks.Rpm.Compression;

/// <summary>One frame's place in the ring: filled by the producer, compressed by a worker, written out by the producer, filled again.</summary>
internal sealed class FrameSlot(FrameCompressor compressor, int frameLength) : IDisposable
{
    // Verifying takes the same memory again right after.
    private readonly byte[] _plain = ArrayPool<byte>.Shared.Rent(frameLength);
    private readonly byte[] _packed = ArrayPool<byte>.Shared.Rent(compressor.Bound(frameLength));
    private Task<int>? _work;

    public int Filled { get; private set; }

    public bool IsBusy => _work is not null;

    public ReadOnlySpan<byte> Plain => _plain.AsSpan(0, Filled);

    public Memory<byte> Room => _plain.AsMemory(Filled, frameLength - Filled);

    public void Advance(int count) => Filled += count;

    public void Start() => _work = Task.Run(() => compressor.Compress(Plain, _packed));

    /// <summary>Waits for the worker and empties the slot.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        var length = _work!.GetAwaiter().GetResult();
        _work = null;
        Filled = 0;
        return _packed.AsSpan(0, length);
    }

    public void Dispose()
    {
        // A worker must have let go of the compressor's memory, however it ended.
        _work?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        compressor.Dispose();
        ArrayPool<byte>.Shared.Return(_plain);
        ArrayPool<byte>.Shared.Return(_packed);
    }
}
