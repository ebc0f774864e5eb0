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

    private Span<byte> Plain => _plain.AsSpan(0, Filled);

    public Memory<byte> Room => _plain.AsMemory(Filled, frameLength - Filled);

    public void Advance(int count) => Filled += count;

    /// <summary>The content that the frame is of, if that has frames of its own.</summary>
    public ContentFrames? Content { get; private set; }

    /// <summary>A worker compresses what was filled in; of a content with frames of its own it also checks that it unpacks to the same.</summary>
    public void Start(ContentFrames? content)
    {
        Content = content;
        _work = Task.Run(() => content is null ? compressor.Compress(Plain, _packed) : CompressAndCheck());
    }

    /// <summary>Takes the next frame as it was kept; a worker checks it meanwhile.</summary>
    public void Start(KeptFrames kept, KeptFrame frame, ContentFrames content)
    {
        if (frame.PlainLength > frameLength || frame.PackedLength > _packed.Length)
            throw new DamagedFramesException(kept.Key);
        kept.Read(_packed.AsSpan(0, frame.PackedLength));
        Content = content;
        Filled = frame.PlainLength;
        _work = Task.Run(() => SHA256.HashData(_packed.AsSpan(0, frame.PackedLength)).AsSpan().SequenceEqual(frame.Sha256.Span)
            ? frame.PackedLength
            : throw new DamagedFramesException(kept.Key));
    }

    /// <summary>Waits for the worker.</summary>
    public ReadOnlySpan<byte> Finish() => _packed.AsSpan(0, _work!.GetAwaiter().GetResult());

    /// <summary>Ready to be filled again.</summary>
    public void Empty()
    {
        (_work, Content) = (null, null);
        Filled = 0;
    }

    private int CompressAndCheck()
    {
        var length = compressor.Compress(Plain, _packed);
        return compressor.UnpacksTo(Plain, _packed, length) ? length : throw new InvalidDataException("A frame does not unpack to what was packed.");
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
