namespace RpmTasks.Images.Streams;

/// <summary>The next bytes of a stream and no more: a member's data within its archive. Owns the stream, and can seek if that can.</summary>
internal sealed class SliceStream(Stream inner, long length) : ForwardStream
{
    private readonly long _length = length;
    private long _left = length;

    public override bool CanSeek => inner.CanSeek;

    public override long Length => _length;

    public override long Position
    {
        get => _length - _left;
        set
        {
            inner.Position += value - Position;
            _left = _length - value;
        }
    }

    /// <summary>Opens <paramref name="length"/> bytes of a file from <paramref name="offset"/> on.</summary>
    public static SliceStream Open(string file, long offset, long length)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        stream.Position = offset;
        return new SliceStream(stream, length);
    }

    public override int Read(Span<byte> buffer) => Took(inner.Read(buffer[..Wanted(buffer.Length)]));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Took(await inner.ReadAsync(buffer[..Wanted(buffer.Length)], cancellationToken).ConfigureAwait(false));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Wanted(int count) => (int)Math.Min(count, _left);

    private int Took(int count)
    {
        _left -= count;
        return count;
    }
}
