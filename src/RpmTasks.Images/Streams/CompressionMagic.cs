using RpmTasks.Images.Model;

namespace RpmTasks.Images.Streams;

/// <summary>
/// How a layer or an archive is compressed, by its first bytes, as Docker decides it: a "layer.tar" may be gzip, and media types
/// are not always true.
/// </summary>
internal static class CompressionMagic
{
    public static LayerCompression Detect(Func<Stream> open, string what)
    {
        Span<byte> start = stackalloc byte[6];
        using var stream = open();
        var bytes = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]))
            return LayerCompression.Gzip;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) || IsZstdSkippable(bytes))
            return LayerCompression.Zstd;
        if (IsBzip2(bytes) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]))
            throw new ImageException(ImageFault.NotAnImage, what, "is compressed with bzip2 or xz; images have gzip, zstd or no compression");
        return LayerCompression.None;
    }

    // "BZh", the level, and the first digits of pi; "BZh" alone could begin the name of a tar's first member.
    private static bool IsBzip2(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 6 && bytes.StartsWith("BZh"u8) && bytes[3] is >= (byte)'1' and <= (byte)'9' && bytes[4..].SequenceEqual("1A"u8);

    // RFC 8878 3.1.2: 0x184D2A50 to 0x184D2A5F, little-endian.
    private static bool IsZstdSkippable(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4 && (bytes[0] & 0xF0) == 0x50 && bytes[1..].StartsWith((ReadOnlySpan<byte>)[0x2A, 0x4D, 0x18]);
}
