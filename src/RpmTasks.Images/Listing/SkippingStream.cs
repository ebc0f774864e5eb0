using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Listing;

/// <summary>A stream that only goes forward, as one whose position can be moved on: what is passed over is read. Owns the stream.</summary>
internal sealed class SkippingStream(Stream inner) : ForwardStream
{
    private readonly byte[] _skipped = new byte[1 << 16];
    private long _position;

    /// <summary>Not known before the end, so as great as can be.</summary>
    public override long Length => long.MaxValue;

    /// <summary>At the end it stays there, and the next read gives nothing.</summary>
    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, _position);
            while (_position < value && Read(_skipped.AsSpan(0, (int)Math.Min(_skipped.Length, value - _position))) > 0)
            {
            }
        }
    }

    public override int Read(Span<byte> buffer) => Took(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Took(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Took(int count)
    {
        _position += count;
        return count;
    }
}
