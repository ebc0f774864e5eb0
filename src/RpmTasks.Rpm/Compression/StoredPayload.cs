using System.Buffers;

namespace RpmTasks.Rpm.Compression;

/// <summary>The payload as it lies in the package: hashes and counts what a decoder reads of it.</summary>
/// <param name="takers">Get every byte, each taker by itself.</param>
internal sealed class StoredPayload(Stream package, IReadOnlyList<ByteTaker> takers) : ForwardStream
{
    /// <summary>Some decoders take the end for more and more bytes of damaged data, and never stop by themselves.</summary>
    private const int MostReadsAtEnd = 1000;

    private const int SkipLength = 1 << 19;

    private int _readsAtEnd;

    public long Count { get; private set; }

    /// <summary>A failure of the package's stream, as opposed to damage in what it gives.</summary>
    public Exception? Failure { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = ReadPackage(buffer);
        foreach (var take in takers)
            take(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads to the end, for the hashes alone.</summary>
    public void Drain(CancellationToken cancel) => Skip(long.MaxValue, cancel);

    /// <summary>Reads so many bytes, or to the end, for the hashes alone, which take most of the time: they go on side by side, and while more is read.</summary>
    public void Skip(long count, CancellationToken cancel)
    {
        var length = (int)Math.Min(count, SkipLength);
        var (taken, next) = (ArrayPool<byte>.Shared.Rent(length), ArrayPool<byte>.Shared.Rent(length));
        try
        {
            for (var filled = ReadPackage(taken.AsSpan(0, length)); filled > 0; (taken, next) = (next, taken))
            {
                count -= filled;
                filled = TakeAndRead(taken.AsMemory(0, filled), next.AsSpan(0, cancel.IsCancellationRequested ? 0 : (int)Math.Min(count, length)));
                // What was read was taken: another may go on from here.
                if (filled == 0)
                    cancel.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(taken);
            ArrayPool<byte>.Shared.Return(next);
        }
    }

    /// <returns>How many bytes were read next.</returns>
    private int TakeAndRead(ReadOnlyMemory<byte> read, Span<byte> next)
    {
        var taking = Task.WhenAll(takers.Select(take => Task.Run(() => take(read.Span))));
        try
        {
            return next.IsEmpty ? 0 : ReadPackage(next);
        }
        finally
        {
            taking.Wait(CancellationToken.None);
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

/// <summary>Takes what comes next.</summary>
internal delegate void ByteTaker(ReadOnlySpan<byte> bytes);
