namespace RpmTasks.Rpm.Compression;

/// <summary>No compression at all.</summary>
internal sealed class StoredFrame : FrameCompressor
{
    public override int Bound(int length) => length;

    public override int Compress(ReadOnlySpan<byte> plain, byte[] packed)
    {
        plain.CopyTo(packed);
        return plain.Length;
    }

    public override bool UnpacksTo(Span<byte> plain, byte[] packed, int length) => plain.SequenceEqual(packed.AsSpan(0, length));

    public override void Dispose()
    {
    }
}
