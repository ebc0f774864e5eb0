using RpmTasks.Rpm.Caching;

namespace RpmTasks.Rpm.Compression;

/// <summary>A content in the making that has frames of its own.</summary>
/// <param name="recorder">Keeps the frames; null keeps none.</param>
internal sealed class ContentFrames(FrameRecorder? recorder)
{
    private long _start;
    private long _packedLength;
    private long _plainLength;

    /// <summary>Of all its bytes, in hex, as soon as it is known.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>What was written.</summary>
    public CheckedContent Written => new(_start, _packedLength, _plainLength, Sha256);

    /// <param name="place">Of the frame in the packed payload.</param>
    public void Add(FrameSlot frame, ReadOnlySpan<byte> packed, long place)
    {
        if (_packedLength == 0)
            _start = place;
        _packedLength += packed.Length;
        _plainLength += frame.Filled;
        recorder?.Add(packed, frame.Filled, frame.Check);
    }

    public void Complete() => recorder?.Complete();

    public void Abandon() => recorder?.Dispose();
}

/// <summary>A content in a package, each of whose frames was checked when it was written, so that reading its packed bytes back is enough.</summary>
/// <param name="Start">Of its frames in the packed payload.</param>
/// <param name="Sha256">Of the content, in hex.</param>
internal sealed record CheckedContent(long Start, long PackedLength, long PlainLength, string Sha256);
