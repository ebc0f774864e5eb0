using System.Security.Cryptography;

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
    private readonly IncrementalHash _plainHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _packedHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
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
        Current.Start();
        // Hashed while the worker compresses it.
        _plainHash.AppendData(Current.Plain);
        PlainLength += Current.Filled;
        NextSlot();
    }

    public FrameDigests Finish()
    {
        Cut();
        for (var i = 0; i < _ring.Length; i++)
            NextSlot();
        return new FrameDigests(Convert.ToHexStringLower(_plainHash.GetHashAndReset()), Convert.ToHexStringLower(_packedHash.GetHashAndReset()));
    }

    public void Dispose()
    {
        foreach (var slot in _ring)
            slot?.Dispose();
        _plainHash.Dispose();
        _packedHash.Dispose();
    }

    private void NextSlot()
    {
        _current = (_current + 1) % _ring.Length;
        if (_ring[_current] is not { IsBusy: true } slot)
            return;
        var packed = slot.Finish();
        _packedHash.AppendData(packed);
        _output.Write(packed);
        PackedLength += packed.Length;
    }
}

/// <param name="PayloadLength">Bytes that will be written in all; a small payload takes small buffers.</param>
internal sealed record FrameWriterOptions(int Parallelism, long PayloadLength);

/// <summary>SHA-256 of the payload before and after compression, in hex.</summary>
internal sealed record FrameDigests(string Plain, string Packed)
{
    private static readonly string Zeros = new('0', 64);

    /// <summary>As long as the true ones, to lay out a header with.</summary>
    public static FrameDigests Unknown { get; } = new(Zeros, Zeros);
}
