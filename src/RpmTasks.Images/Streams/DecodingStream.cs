using RpmTasks.Images.Model;

using ZstdSharp;

namespace RpmTasks.Images.Streams;

/// <summary>
/// A decoder that reads its source to the very end, so that the source's digest is checked, and bounds what it makes of it.
/// </summary>
internal sealed class DecodingStream(Stream decoder, Stream source, Blob blob) : ForwardStream
{
    // Deflate reaches 1032:1 at most (RFC 1951). Zstd can do more, but only on gigabytes of one byte; no layer is that.
    private const long MaximumRatio = 1100;
    private const long AlwaysAllowed = 1L << 30;

    private long _count;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var count = decoder.Read(buffer);
            return count > 0 || buffer.IsEmpty ? Bounded(count) : DrainSource();
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ZstdException)
        {
            throw Undecodable(exception);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await decoder.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return count > 0 || buffer.IsEmpty ? Bounded(count) : DrainSource();
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ZstdException)
        {
            throw Undecodable(exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoder.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private int DrainSource()
    {
        Copying.CopyAll(source, target: null, CancellationToken.None);
        return 0;
    }

    private int Bounded(int count)
    {
        _count += count;
        return _count - AlwaysAllowed <= blob.Size * MaximumRatio
            ? count
            : throw new ImageException(ImageFault.LimitExceeded, blob.Digest.ToString(), $"unpacks to more than {MaximumRatio} times its {blob.Size} bytes");
    }

    private ImageException Undecodable(Exception exception) =>
        new(ImageFault.DigestMismatch, blob.Digest.ToString(), "cannot be decompressed; the layer is damaged: " + exception.Message.TrimEnd('.'), exception);
}
