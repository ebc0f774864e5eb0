using System.Buffers;

namespace RpmTasks.Images.Streams;

/// <summary>Copies that stop when they are told to.</summary>
internal static class Copying
{
    private const int ChunkSize = 1 << 18;

    /// <summary>Copies to the end of <paramref name="source"/>; a null target only reads. Returns the number of bytes.</summary>
    public static long CopyAll(Stream source, Stream? target, CancellationToken cancel) =>
        CopyAtMost(source, target, long.MaxValue, cancel);

    public static long CopyAtMost(Stream source, Stream? target, long limit, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            long total = 0;
            int count;
            while ((count = source.Read(buffer, 0, (int)Math.Min(buffer.Length, limit - total))) > 0)
            {
                cancel.ThrowIfCancellationRequested();
                target?.Write(buffer.AsSpan(0, count));
                total += count;
            }

            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
