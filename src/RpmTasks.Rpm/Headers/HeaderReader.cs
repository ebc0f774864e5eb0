namespace RpmTasks.Rpm.Headers;

/// <summary>Reads a header from a stream without trusting its lengths.</summary>
internal static class HeaderReader
{
    private const int BlockSize = 1 << 16;

    public static Header Read(Stream stream, HeaderKind kind)
    {
        var start = new byte[HeaderIntro.Size];
        ReadExactly(stream, start, kind);
        if (HeaderIntro.Read(start) is not { } intro)
            throw new RpmFormatException(kind.Name, "it does not begin with the magic of a header");
        if (intro.EntryCount > kind.MaxEntries)
            throw new RpmFormatException(kind.Name, $"it claims {intro.EntryCount} entries; {kind.MaxEntries} are the most");
        if (intro.DataLength > kind.MaxData)
            throw new RpmFormatException(kind.Name, $"it claims {intro.DataLength} bytes of data; {kind.MaxData} are the most");
        return new Header(ReadWhole(stream, start, (int)intro.HeaderLength, kind), kind);
    }

    /// <summary>Grows with what is really there: a claim alone takes no memory.</summary>
    private static byte[] ReadWhole(Stream stream, byte[] start, int length, HeaderKind kind)
    {
        var bytes = start;
        for (var end = start.Length; end < length;)
        {
            var next = Math.Min(length, Math.Max(end + BlockSize, end * 2));
            Array.Resize(ref bytes, next);
            ReadExactly(stream, bytes.AsSpan(end), kind);
            end = next;
        }

        return bytes;
    }

    private static void ReadExactly(Stream stream, Span<byte> bytes, HeaderKind kind)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new RpmFormatException(kind.Name, "the package ends within it");
    }
}
