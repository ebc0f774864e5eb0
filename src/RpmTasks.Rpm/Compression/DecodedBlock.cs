using System.Buffers;

using RpmTasks.Rpm.Caching;

using ZstdSharp;

namespace RpmTasks.Rpm.Compression;

/// <summary>A piece of the decoded payload: a frame that a worker decodes, or what a decoding stream gave.</summary>
internal sealed class DecodedBlock : IDisposable
{
    private const int StreamedLength = 1 << 20;

    private byte[] _plain = [];
    private Decompressor? _decompressor;
    private Task<int>? _work;

    /// <summary>Read it, and then <see cref="Start"/>.</summary>
    public ZstdFrame Frame { get; } = new();

    public int Length { get; private set; }

    /// <summary>What stands here instead of bytes.</summary>
    public KeptContent? Kept { get; set; }

    public ReadOnlySpan<byte> Plain => _plain.AsSpan(0, Length);

    /// <summary>Decodes <see cref="Frame"/> on another thread.</summary>
    public void Start()
    {
        MakeRoom(Frame.PlainLength);
        _decompressor ??= new Decompressor();
        _work = Task.Run(() => _decompressor.Unwrap(Frame.Packed, _plain.AsSpan(0, Frame.PlainLength)));
    }

    public void Keep(KeptContent content) => (Kept, Length) = (content, 0);

    /// <returns>False at the end of the stream.</returns>
    public bool Fill(Stream decoded)
    {
        MakeRoom(StreamedLength);
        Length = decoded.ReadAtLeast(_plain.AsSpan(0, StreamedLength), StreamedLength, throwOnEndOfStream: false);
        return Length > 0;
    }

    /// <summary>Waits until the block is decoded.</summary>
    public void Finish()
    {
        if (_work is null)
            return;
        Length = 0;
        Length = _work.GetAwaiter().GetResult();
        _work = null;
    }

    public void Dispose()
    {
        // A worker must have let go of the memory, however it ended.
        _work?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _decompressor?.Dispose();
        Frame.Dispose();
        ArrayPool<byte>.Shared.Return(_plain);
    }

    private void MakeRoom(int length)
    {
        if (length <= _plain.Length)
            return;
        ArrayPool<byte>.Shared.Return(_plain);
        _plain = ArrayPool<byte>.Shared.Rent(length);
    }
}
