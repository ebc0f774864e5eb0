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

    protected override Stream Open(Stream packed) => packed;

    public override void Dispose()
    {
    }
}
