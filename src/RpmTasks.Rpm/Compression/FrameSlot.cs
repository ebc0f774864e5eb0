using System.Buffers;

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

    /// <summary>Of the packed bytes, after <see cref="Finish"/>.</summary>
    public ulong Check { get; private set; }

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
        _work = Task.Run(() => Compress(isChecked: content is not null));
    }

    /// <summary>A worker takes a frame as it was kept, and checks it.</summary>
    /// <param name="offset">Of the frame in its entry.</param>
    public void Start(KeptFrames kept, KeptFrame frame, long offset, ContentFrames content)
    {
        if (frame.PlainLength > frameLength || frame.PackedLength > _packed.Length)
            throw new DamagedFramesException(kept.Key);
        Content = content;
        Filled = frame.PlainLength;
        _work = Task.Run(() => ReadAndCheck(kept, frame, offset));
    }

    /// <summary>Waits until the worker needs nothing but this slot; how it ended, <see cref="Finish"/> says.</summary>
    public void Settle() => _work?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();

    /// <summary>Waits for the worker.</summary>
    public ReadOnlySpan<byte> Finish() => _packed.AsSpan(0, _work!.GetAwaiter().GetResult());

    /// <summary>Ready to be filled again.</summary>
    public void Empty()
    {
        (_work, Content) = (null, null);
        Filled = 0;
    }

    private int ReadAndCheck(KeptFrames kept, KeptFrame frame, long offset)
    {
        var packed = _packed.AsSpan(0, frame.PackedLength);
        kept.Read(offset, packed);
        Check = FrameCheck.Of(packed);
        return Check == frame.Check ? packed.Length : throw new DamagedFramesException(kept.Key);
    }

    private int Compress(bool isChecked)
    {
        var length = compressor.Compress(Plain, _packed);
        Check = FrameCheck.Of(_packed.AsSpan(0, length));
        return !isChecked || compressor.UnpacksTo(Plain, _packed, length) ? length : throw new InvalidDataException("A frame does not unpack to what was packed.");
    }

    public void Dispose()
    {
        // A worker must have let go of the compressor's memory.
        Settle();
        compressor.Dispose();
        ArrayPool<byte>.Shared.Return(_plain);
        ArrayPool<byte>.Shared.Return(_packed);
    }
}
