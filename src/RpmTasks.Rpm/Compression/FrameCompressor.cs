namespace RpmTasks.Rpm.Compression;

/// <summary>Turns bytes into one self-contained piece of a compressed stream; pieces put behind one another are a valid stream again.</summary>
internal abstract class FrameCompressor : IDisposable
{
    /// <summary>What <paramref name="length"/> bytes become at worst.</summary>
    public abstract int Bound(int length);

    /// <returns>Bytes written.</returns>
    public abstract int Compress(ReadOnlySpan<byte> plain, byte[] packed);

    /// <summary>Whether a piece unpacks to what it was made of.</summary>
    /// <param name="plain">What it was made of; may be overwritten.</param>
    /// <param name="length">Of the piece, from the start of <paramref name="packed"/>.</param>
    public abstract bool UnpacksTo(Span<byte> plain, byte[] packed, int length);

    public abstract void Dispose();
}
