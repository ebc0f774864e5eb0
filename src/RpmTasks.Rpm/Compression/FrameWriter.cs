using System.Collections.Immutable;
using System.Security.Cryptography;

using RpmTasks.Rpm.Caching;

namespace RpmTasks.Rpm.Compression;

/// <summary>
/// Writes a payload as a row of independent frames. Workers compress while the caller reads, hashes and writes; where frames
/// are cut depends on the content only, so the bytes are the same for any number of workers.
/// </summary>
/// <remarks>
/// zstd's own threads (nbWorkers) were the other way. They took as much time and more memory, and made one long frame, whose
/// bytes depend on all that went before.
/// </remarks>
internal sealed class FrameWriter : IDisposable
{
    /// <summary>
    /// Keeps the frames in flight, each of up to 14 MiB before and after compression, and their compressors, of some 5 MiB, within
    /// 152 MiB; the caller's reading and hashing keeps no more of them busy.
    /// </summary>
    private const int MaxWorkers = 8;

    private readonly Stream _output;
    private readonly FrameFormat _format;
    private readonly int _frameLength;
    private readonly CancellationToken _cancel;
    private readonly FrameSlot?[] _ring;
    private readonly List<ContentFrames> _contents = [];
    private readonly ImmutableArray<WrittenFrame>.Builder _frames = ImmutableArray.CreateBuilder<WrittenFrame>();
    private readonly IncrementalHash _packedHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ContentFrames? _content;
    private int _current;

    public FrameWriter(Stream output, FrameFormat format, FrameWriterOptions options, CancellationToken cancel)
    {
        _output = output;
        _format = format;
        _frameLength = (int)Math.Min(FrameFormat.FrameLength, options.PayloadLength);
        _cancel = cancel;
        // While the caller fills one, which keeps a core busy too, the others are compressed.
        _ring = new FrameSlot?[Math.Clamp(options.Parallelism, 2, MaxWorkers)];
    }

    public long PlainLength { get; private set; }

    public long PackedLength { get; private set; }

    public FrameFormat Format => _format;

    /// <summary>Where the caller puts the next bytes; never empty. Tell how many with <see cref="Advance"/>.</summary>
    public Memory<byte> Room => Current.Room;

    private FrameSlot Current => _ring[_current] ??= new FrameSlot(_format.Create(), _frameLength);

    public void Advance(int count)
    {
        Current.Advance(count);
        if (Current.Room.IsEmpty)
            Cut();
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, Room.Length)];
            part.CopyTo(Room.Span);
            Advance(part.Length);
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Ends the frame: the next byte begins a new one.</summary>
    public void Cut()
    {
        if (Current.Filled == 0)
            return;
        _cancel.ThrowIfCancellationRequested();
        PlainLength += Current.Filled;
        Current.Start(_content);
        NextSlot();
    }

    /// <summary>Ends the frame: what follows, up to <see cref="End"/>, has frames of its own.</summary>
    /// <param name="recorder">Keeps them; null keeps none.</param>
    public void Begin(FrameRecorder? recorder)
    {
        Cut();
        _content = new ContentFrames(recorder);
        _contents.Add(_content);
    }

    /// <param name="sha256">Of the content, in hex.</param>
    public void End(string sha256)
    {
        Cut();
        _content!.Sha256 = sha256;
        _content = null;
    }

    /// <summary>Ends the frame and adds a content as it was kept.</summary>
    /// <exception cref="DamagedFramesException">Now or later: its frames are not what they were.</exception>
    public void Add(KeptFrames kept)
    {
        Begin(recorder: null);
        var offset = 0L;
        foreach (var frame in kept.Frames)
        {
            _cancel.ThrowIfCancellationRequested();
            PlainLength += frame.PlainLength;
            Current.Start(kept, frame, offset, _content!);
            offset += frame.PackedLength;
            NextSlot();
        }

        // The entry is closed after this.
        foreach (var slot in _ring)
            slot?.Settle();
        End(kept.Sha256);
    }

    /// <returns>The payload as it lies in the package.</returns>
    public WrittenPayload Finish()
    {
        Cut();
        for (var i = 0; i < _ring.Length; i++)
            NextSlot();
        foreach (var content in _contents)
            content.Complete();
        return new WrittenPayload(Convert.ToHexStringLower(_packedHash.GetHashAndReset()), _frames.ToImmutable(), [.. _contents.Select(content => content.Written)]);
    }

    public void Dispose()
    {
        foreach (var slot in _ring)
            slot?.Dispose();
        foreach (var content in _contents)
            content.Abandon();
        _packedHash.Dispose();
    }

    private void NextSlot()
    {
        _current = (_current + 1) % _ring.Length;
        if (_ring[_current] is not { IsBusy: true } slot)
            return;
        var packed = slot.Finish();
        slot.Content?.Add(slot, packed, PackedLength);
        _frames.Add(new WrittenFrame(packed.Length, slot.Check));
        _packedHash.AppendData(packed);
        _output.Write(packed);
        PackedLength += packed.Length;
        slot.Empty();
    }
}

/// <param name="PayloadLength">Bytes that will be written in all; a small payload takes small buffers.</param>
internal sealed record FrameWriterOptions(int Parallelism, long PayloadLength);
