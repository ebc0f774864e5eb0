namespace RpmTasks.Rpm.Compression;

/// <summary>
/// What the LZMA decoder reads of. It takes the end of its input for a byte of 255, or for a chunk of -256 bytes, and then never stops;
/// sound data never make it read past their end.
/// </summary>
internal sealed class LzmaInput(Stream compressed) : ForwardStream
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = compressed.Read(buffer, offset, count);
        return read > 0 || count == 0 ? read : throw EndsTooEarly();
    }

    public override int ReadByte() => compressed.ReadByte() is >= 0 and var next ? next : throw EndsTooEarly();

    private static EndOfStreamException EndsTooEarly() => new("the compressed data end too early");
}
