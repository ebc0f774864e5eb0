namespace RpmTasks.Rpm.Compression;

/// <summary>Turns bytes into one self-contained piece of a compressed stream; pieces put behind one another are a valid stream again.</summary>
internal abstract class FrameCompressor : IDisposable
{
    /// <summary>What <paramref name="length"/> bytes become at worst.</summary>
    public abstract int Bound(int length);

    /// <returns>Bytes written.</returns>
    public abstract int Compress(ReadOnlySpan<byte> plain, byte[] packed);

    /// <summary>Opens a piece, to be unpacked.</summary>
    protected abstract Stream Open(Stream packed);

    /// <summary>Whether the first <paramref name="length"/> bytes of <paramref name="packed"/> are a piece that unpacks to <paramref name="plain"/>.</summary>
    public bool UnpacksTo(ReadOnlySpan<byte> plain, byte[] packed, int length)
    {
        using var unpacked = Open(new MemoryStream(packed, 0, length, writable: false));
        Span<byte> part = stackalloc byte[1 << 14];
        while (true)
        {
            var count = unpacked.ReadAtLeast(part, part.Length, throwOnEndOfStream: false);
            if (count > plain.Length || !plain[..count].SequenceEqual(part[..count]))
                return false;
            if (count == 0)
                return plain.IsEmpty;
            plain = plain[count..];
        }
    }

    public abstract void Dispose();
}
