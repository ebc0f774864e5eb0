using System.IO.Compression;

using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.LZMA;
using SharpCompress.Compressors.Xz;

using ZstdSharp;
using ZstdSharp.Unsafe;

namespace RpmTasks.Rpm.Compression;

/// <summary>Opens a compressed payload for reading, whatever rpm may have compressed it with.</summary>
internal static class Decoder
{
    /// <summary>128 MiB, more than which rpm's own decoder refuses.</summary>
    private const int ZstdWindowLog = 27;

    private const int BufferSize = 1 << 17;

    public static bool Knows(string? compressor) => compressor is null or "gzip" or "zstd" or "xz" or "bzip2" or "lzma";

    /// <param name="compressor">PAYLOADCOMPRESSOR; null is no compression.</param>
    public static Stream Open(string? compressor, Stream stored) => compressor switch
    {
        null => stored,
        "gzip" => new GZipStream(stored, CompressionMode.Decompress),
        "zstd" => OpenZstd(stored),
        "xz" => new XZStream(stored),
        "bzip2" => BZip2Stream.Create(stored, SharpCompress.Compressors.CompressionMode.Decompress, false, false),
        "lzma" => OpenLzma(stored),
        _ => throw new ArgumentOutOfRangeException(nameof(compressor), compressor, null),
    };

    private static DecompressionStream OpenZstd(Stream stored)
    {
        var stream = new DecompressionStream(stored, BufferSize, checkEndOfStream: true, leaveOpen: true);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdWindowLog);
        return stream;
    }

    /// <summary>The ".lzma" form: five bytes of properties and the plain length, all ones when it is not known.</summary>
    private static LzmaStream OpenLzma(Stream stored)
    {
        var properties = new byte[5];
        var length = new byte[8];
        stored.ReadExactly(properties);
        stored.ReadExactly(length);
        return LzmaStream.Create(properties, stored, -1, BitConverter.ToInt64(length), true);
    }
}
