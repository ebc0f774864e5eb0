using System.Buffers;
using System.Security.Cryptography;

namespace RpmTasks.Rpm.Compression;

/// <summary>The payload as it lies in the package: hashes and counts what a decoder reads of it.</summary>
/// <param name="hashes">Get every byte; the caller disposes them.</param>
internal sealed class StoredPayload(Stream package, IReadOnlyList<IncrementalHash> hashes) : ForwardStream
{
    /// <summary>Some decoders take the end for more and more bytes of damaged data, and never stop by themselves.</summary>
    private const int MostReadsAtEnd = 1000;

    private const int SkipLength = 1 << 20;

    private int _readsAtEnd;

    public long Count { get; private set; }

    /// <summary>A failure of the package's stream, as opposed to damage in what it gives.</summary>
    public Exception? Failure { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = ReadPackage(buffer);
        foreach (var hash in hashes)
            hash.AppendData(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads to the end, for the hashes alone.</summary>
    public void Drain(CancellationToken cancel) => Skip(long.MaxValue, cancel);

    /// <summary>Reads so many bytes, or to the end, for the hashes alone, which take most of the time and go on side by side.</summary>
    public void Skip(long count, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(count, SkipLength));
        try
        {
            for (int read; count > 0 && (read = ReadPackage(buffer.AsSpan(0, (int)Math.Min(count, buffer.Length)))) > 0; count -= read)
            {
                Parallel.ForEach(hashes, hash => hash.AppendData(buffer, 0, read));
                // Now that they have what was read: another may go on from here.
                cancel.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private int ReadPackage(Span<byte> buffer)
    {
        int count;
        try
        {
            count = package.Read(buffer);
        }
        catch (Exception failure)
        {
            Failure = failure;
            throw;
        }

        if (count == 0 && !buffer.IsEmpty && ++_readsAtEnd > MostReadsAtEnd)
            throw new EndOfStreamException("the compressed data end too early");
        Count += count;
        return count;
    }
}
