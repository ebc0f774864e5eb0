using System.IO.Hashing;

using RpmTasks.Rpm.Compression;

namespace RpmTasks.Rpm.Reading;

/// <summary>SHA-256 as it is known from when the payload was written, if its frames are the same.</summary>
internal sealed class KnownDigest(WrittenPayload written) : StoredDigest
{
    private readonly Crc64 _check = new();
    private int _frame;
    private int _length;
    private bool _isOther;

    private bool IsAtEnd => _frame == written.Frames.Length;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !_isOther)
        {
            _isOther = IsAtEnd;
            if (!_isOther)
                bytes = bytes[AppendToFrame(bytes)..];
        }
    }

    public override string? Finish() => !_isOther && IsAtEnd ? written.Sha256 : null;

    public override void Dispose()
    {
    }

    /// <returns>How many of the bytes belong to the frame.</returns>
    private int AppendToFrame(ReadOnlySpan<byte> bytes)
    {
        var (length, check) = written.Frames[_frame];
        var part = Math.Min(bytes.Length, length - _length);
        _check.Append(bytes[..part]);
        _length += part;
        if (_length == length)
        {
            _isOther = _check.GetCurrentHashAsUInt64() != check;
            _check.Reset();
            (_frame, _length) = (_frame + 1, 0);
        }

        return part;
    }
}
