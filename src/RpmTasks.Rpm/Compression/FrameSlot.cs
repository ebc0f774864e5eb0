using System.Buffers;
using System.Security.Cryptography;

using RpmTasks.Rpm.Caching;

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

    /// <param name="recorder">Gets the frame too, when it is written.</param>
    public void Start(FrameRecorder? recorder)
    {
        Recorder = recorder;
        _work = Task.Run(() => compressor.Compress(Plain, _packed));
    }

    /// <summary>Takes the next frame as it was kept; a worker checks it meanwhile.</summary>
    /// <param name="opened">The content, with its first frame.</param>
    public void Start(KeptFrames kept, KeptFrame frame, KeptFrames? opened)
    {
        if (frame.PlainLength > frameLength || frame.PackedLength > _packed.Length)
            throw new DamagedFramesException(kept.Key);
        kept.Read(_packed.AsSpan(0, frame.PackedLength));
        Opened = opened;
        Filled = frame.PlainLength;
        _work = Task.Run(() => SHA256.HashData(_packed.AsSpan(0, frame.PackedLength)).AsSpan().SequenceEqual(frame.Sha256.Span)
            ? frame.PackedLength
            : throw new DamagedFramesException(kept.Key));
    }

    public FrameRecorder? Recorder { get; private set; }

    /// <summary>The kept content that begins with this frame, if one does.</summary>
    public KeptFrames? Opened { get; private set; }

    /// <summary>Waits for the worker.</summary>
    public ReadOnlySpan<byte> Finish() => _packed.AsSpan(0, _work!.GetAwaiter().GetResult());

    /// <summary>Ready to be filled again.</summary>
    public void Empty()
    {
        (_work, Recorder, Opened) = (null, null, null);
        Filled = 0;
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
