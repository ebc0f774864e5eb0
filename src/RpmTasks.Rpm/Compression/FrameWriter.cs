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
    /// Keeps the frames in flight, each of up to 16 MiB before and after compression, within 150 MiB; the caller's reading and
    /// hashing keeps no more of them busy.
    /// </summary>
    private const int MaxWorkers = 8;

    private readonly Stream _output;
    private readonly FrameFormat _format;
    private readonly int _frameLength;
    private readonly CancellationToken _cancel;
    private readonly FrameSlot?[] _ring;
    private readonly List<FrameRecorder> _recorders = [];
    private readonly List<KeptContent> _kept = [];
    private readonly IncrementalHash _packedHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private FrameRecorder? _recorder;
    private int _current;

    public FrameWriter(Stream output, FrameFormat format, FrameWriterOptions options, CancellationToken cancel)
    {
        _output = output;
        _format = format;
        _frameLength = (int)Math.Min(FrameFormat.FrameLength, options.PayloadLength);
        _cancel = cancel;
        // One more than work at a time: the caller fills it meanwhile.
        _ring = new FrameSlot?[Math.Clamp(options.Parallelism, 1, MaxWorkers) + 1];
    }

    public long PlainLength { get; private set; }

    public long PackedLength { get; private set; }

    public FrameFormat Format => _format;

    /// <summary>The contents that were kept, in order; complete after <see cref="Finish"/>.</summary>
    public IReadOnlyList<KeptContent> Kept => _kept;

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
        Current.Start(_recorder);
        NextSlot();
    }

    /// <summary>Ends the frame; the frames of what follows are kept, until the next call.</summary>
    public void Record(FrameRecorder? recorder)
    {
        Cut();
        _recorder = recorder;
        if (recorder is not null)
            _recorders.Add(recorder);
    }

    /// <summary>Ends the frame and adds a content as it was kept.</summary>
    /// <exception cref="DamagedFramesException">Now or later: its frames are not what they were.</exception>
    public void Add(KeptFrames kept)
    {
        Cut();
        foreach (var frame in kept.Frames)
        {
            _cancel.ThrowIfCancellationRequested();
            PlainLength += frame.PlainLength;
            Current.Start(kept, frame, ReferenceEquals(frame, kept.Frames[0]) ? kept : null);
            NextSlot();
        }
    }

    /// <returns>SHA-256 of the payload as it lies in the package, in hex.</returns>
    public string Finish()
    {
        Cut();
        for (var i = 0; i < _ring.Length; i++)
            NextSlot();
        foreach (var recorder in _recorders)
            recorder.Complete();
        return Convert.ToHexStringLower(_packedHash.GetHashAndReset());
    }

    public void Dispose()
    {
        foreach (var slot in _ring)
            slot?.Dispose();
        foreach (var recorder in _recorders)
            recorder.Dispose();
        _packedHash.Dispose();
    }

    private void NextSlot()
    {
        _current = (_current + 1) % _ring.Length;
        if (_ring[_current] is not { IsBusy: true } slot)
            return;
        var packed = slot.Finish();
        if (slot.Opened is { } opened)
            _kept.Add(new KeptContent(PackedLength, opened.PackedLength, opened.PlainLength, opened.Sha256));
        slot.Recorder?.Add(packed, slot.Filled);
        _packedHash.AppendData(packed);
        _output.Write(packed);
        PackedLength += packed.Length;
        slot.Empty();
    }
}

/// <param name="PayloadLength">Bytes that will be written in all; a small payload takes small buffers.</param>
internal sealed record FrameWriterOptions(int Parallelism, long PayloadLength);
