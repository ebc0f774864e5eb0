using SharpCompress.Compressors.LZMA;

namespace RpmTasks.Rpm.Compression;

/// <summary>
/// Decodes one .xz stream of any number of blocks, the only form rpm writes and reads. Of the container it reads what leads to
/// the LZMA2 data; checks and index are skipped, since the package has digests of its own.
/// </summary>
/// <remarks>SharpCompress has such a stream too, but it allocates whatever dictionary a block asks for: 1.5 GiB for 12 bytes.</remarks>
internal sealed class XzStream : ForwardStream
{
    private const byte Lzma2 = 0x21;

    private static readonly byte[] Magic = [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];

    private readonly StoredPayload _stored;
    private readonly int _checkSize;
    private LzmaStream? _block;
    private long _blockStart;
    private bool _isAtEnd;

    public XzStream(StoredPayload stored)
    {
        _stored = stored;
        var header = Read(12);
        if (!header.AsSpan().StartsWith(Magic))
            throw new InvalidDataException("there is no xz stream");
        _checkSize = (header[7] & 0xF) switch
        {
            0 => 0,
            1 => 4,
            4 => 8,
            10 => 32,
            var unknown => throw new InvalidDataException($"the xz stream has the unknown check {unknown}"),
        };
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (!_isAtEnd)
        {
            if (_block is null && !OpenBlock())
                break;
            var done = _block!.Read(buffer, offset, count);
            if (done > 0)
                return done;
            CloseBlock();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _block?.Dispose();
        base.Dispose(disposing);
    }

    /// <returns>False at the index, which stands behind the last block.</returns>
    private bool OpenBlock()
    {
        _blockStart = _stored.Count;
        var size = Read(1)[0];
        _isAtEnd = size == 0;
        if (_isAtEnd)
        {
            CheckEnd();
            return false;
        }

        var header = Read(((size + 1) * 4) - 1);
        var flags = header[0];
        var position = 1;
        // Compressed and plain size, when they are given.
        for (var sizes = (flags >> 6 & 1) + (flags >> 7); sizes > 0; sizes--)
            position = SkipNumber(header, position);
        if ((flags & 3) != 0 || header[position] != Lzma2 || header[position + 1] != 1)
            throw new InvalidDataException("the xz stream has filters besides LZMA2");
        var dictionary = header[position + 2];
        Decoder.CheckDictionary(DictionarySize(dictionary));
        _block = LzmaStream.Create([dictionary], new LzmaInput(_stored), -1, -1, null, true, true);
        return true;
    }

    /// <summary>After the index and the footer nothing follows: rpm's decoder ends with the first stream.</summary>
    private void CheckEnd()
    {
        for (var numbers = 2 * ReadNumber(); numbers > 0; numbers--)
            ReadNumber();
        const int checksum = 4;
        const int footer = 12;
        Read((int)(-(_stored.Count - _blockStart) & 3) + checksum + footer);
        if (_stored.ReadByte() >= 0)
            throw new InvalidDataException("more follows the xz stream, of which rpm reads one only");
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    private ulong ReadNumber()
    {
        const int longest = 63;
        var number = 0ul;
        for (var shift = 0; shift < longest; shift += 7)
        {
            var part = _stored.ReadByte();
            if (part < 0)
                throw new EndOfStreamException("the xz stream ends within its index");
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return number;
        }

        throw new InvalidDataException("the index of the xz stream is damaged");
    }

    /// <summary>After the data come zeros up to a multiple of four, and the check.</summary>
    private void CloseBlock()
    {
        _block!.Dispose();
        _block = null;
        Read((int)(-(_stored.Count - _blockStart) & 3));
        Read(_checkSize);
    }

    /// <summary>Two or three, times a power of two; 40 stands for the largest number of 32 bits.</summary>
    private static long DictionarySize(byte bits) =>
        bits < 40 ? (2L | (bits & 1)) << ((bits / 2) + 11) : uint.MaxValue;

    private static int SkipNumber(byte[] header, int position)
    {
        while ((header[position] & 0x80) != 0)
            position++;
        return position + 1;
    }

    private byte[] Read(int count)
    {
        var bytes = new byte[count];
        _stored.ReadExactly(bytes);
        return bytes;
    }
}
