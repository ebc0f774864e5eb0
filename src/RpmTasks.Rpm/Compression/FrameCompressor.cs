namespace RpmTasks.Rpm.Compression;

/// <summary>Turns bytes into one self-contained piece of a compressed stream; pieces put behind one another are a valid stream again.</summary>
internal abstract class FrameCompressor : IDisposable
{
    /// <summary>What <paramref name="length"/> bytes become at worst.</summary>
    public abstract int Bound(int length);

    /// <returns>Bytes written.</returns>
    public abstract int Compress(ReadOnlySpan<byte> plain, byte[] packed);

    public abstract void Dispose();
}
