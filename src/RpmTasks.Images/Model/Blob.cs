using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Model;

/// <summary>
/// Content-addressed bytes as a recipe: a slice of an archive, a file of a layout, or bytes in memory. Whoever streams it checks
/// the digest; <see cref="Open"/> gives the bytes as they lie, unchecked.
/// </summary>
/// <param name="Digest">SHA-256 of the bytes.</param>
/// <param name="Size">Number of bytes.</param>
/// <param name="Open">Opens a new stream at the first byte; the caller disposes it.</param>
internal sealed record Blob(Digest Digest, long Size, Func<Stream> Open)
{
    /// <summary>A new stream of <paramref name="length"/> bytes from <paramref name="offset"/> on.</summary>
    public Stream OpenSlice(long offset, long length)
    {
        var stream = Open();
        stream.Position = offset;
        return new SliceStream(stream, length);
    }

    public static Blob FromBytes(ReadOnlyMemory<byte> bytes)
    {
        var array = bytes.ToArray();
        return new Blob(Digest.Of(array), array.Length, () => new MemoryStream(array, writable: false));
    }
}
