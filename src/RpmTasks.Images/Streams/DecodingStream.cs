using System.IO.Compression;

using RpmTasks.Images.Model;

using ZstdSharp;

namespace RpmTasks.Images.Streams;

/// <summary>What is decoded: how messages name it, its size, and the fault when it cannot be.</summary>
internal sealed record Encoded(string What, long Size, ImageFault Fault);

/// <summary>
/// Decompresses. Reads its source to the very end, so that a digest checked there is checked, and bounds what it makes of it.
/// </summary>
internal sealed class DecodingStream(Stream decoder, Stream source, Encoded encoded) : ForwardStream
{
    // Deflate reaches 1032:1 at most (RFC 1951). Zstd can do more, but only on gigabytes of one byte; no layer is that.
    private const long MaximumRatio = 1100;
    private const long AlwaysAllowed = 1L << 30;

    private long _count;

    /// <summary>Owns <paramref name="source"/>.</summary>
    public static Stream Open(Stream source, LayerCompression compression, Encoded encoded) => compression switch
    {
        LayerCompression.Gzip => new DecodingStream(new GZipStream(source, CompressionMode.Decompress, leaveOpen: true), source, encoded),
        LayerCompression.Zstd => new DecodingStream(new DecompressionStream(source, leaveOpen: true), source, encoded),
        _ => source,
    };

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var count = decoder.Read(buffer);
            return count > 0 || buffer.IsEmpty ? Bounded(count) : DrainSource();
        }
        catch (Exception exception) when (IsUndecodable(exception))
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
        catch (Exception exception) when (IsUndecodable(exception))
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

    /// <summary>Padding after the compressed data.</summary>
    private int DrainSource()
    {
        Copying.CopyAll(source, target: null, CancellationToken.None);
        return 0;
    }

    private int Bounded(int count)
    {
        _count += count;
        return _count - AlwaysAllowed <= encoded.Size * MaximumRatio
            ? count
            : throw new ImageException(ImageFault.LimitExceeded, encoded.What, $"unpacks to more than {MaximumRatio} times its {encoded.Size} bytes");
    }

    private static bool IsUndecodable(Exception exception) => exception is InvalidDataException or EndOfStreamException or ZstdException;

    private ImageException Undecodable(Exception exception) =>
        new(encoded.Fault, encoded.What, "is damaged; it cannot be decompressed: " + exception.Message.TrimEnd('.'), exception);
}
