using System.Buffers.Binary;
using System.IO.Compression;

using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.LZMA;

using ZstdSharp;
using ZstdSharp.Unsafe;

namespace RpmTasks.Rpm.Compression;

/// <summary>Opens a compressed payload for reading, whatever rpm may have compressed it with.</summary>
internal static class Decoder
{
    /// <summary>128 MiB, more than which rpm's own decoder refuses.</summary>
    private const int ZstdWindowLog = 27;

    /// <summary>rpm decodes xz and lzma with at most 100 MiB (_xz_memlimit in rpmio.c), and so with dictionaries of 64 MiB.</summary>
    private const long MaxDictionary = 64 << 20;

    private const int BufferSize = 1 << 17;

    public static bool Knows(string? compressor) => compressor is null or "none" or "ufdio" or "gzip" or "zstd" or "xz" or "bzip2" or "lzma";

    /// <param name="compressor">PAYLOADCOMPRESSOR; null is no compression.</param>
    public static Stream Open(string? compressor, StoredPayload stored) => compressor switch
    {
        null or "none" or "ufdio" or "gzip" => OpenGzip(stored),
        "zstd" => OpenZstd(stored),
        "xz" => new XzStream(stored),
        "bzip2" => BZip2Stream.Create(stored, SharpCompress.Compressors.CompressionMode.Decompress, false, false),
        "lzma" => OpenLzma(stored),
        _ => throw new ArgumentOutOfRangeException(nameof(compressor), compressor, null),
    };

    /// <summary>rpm opens with zlib what names no other compressor, and zlib passes on what is not gzip.</summary>
    private static Stream OpenGzip(StoredPayload stored)
    {
        var start = new byte[2];
        var count = stored.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = new ContinuedStream(start.AsMemory(0, count), stored);
        return start is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    public static DecompressionStream OpenZstd(Stream stored)
    {
        var stream = new DecompressionStream(stored, BufferSize, checkEndOfStream: true, leaveOpen: true);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdWindowLog);
        return stream;
    }

    public static void CheckDictionary(long size)
    {
        if (size > MaxDictionary)
            throw new InvalidDataException($"a dictionary of {size} bytes is more than rpm takes");
    }

    /// <summary>The ".lzma" form: five bytes of properties and the plain length, all ones when it is not known.</summary>
    private static LzmaStream OpenLzma(Stream stored)
    {
        var properties = new byte[5];
        var length = new byte[8];
        stored.ReadExactly(properties);
        stored.ReadExactly(length);
        CheckDictionary(BinaryPrimitives.ReadUInt32LittleEndian(properties.AsSpan(1)));
        return LzmaStream.Create(properties, new LzmaInput(stored), -1, BinaryPrimitives.ReadInt64LittleEndian(length), true);
    }
}
