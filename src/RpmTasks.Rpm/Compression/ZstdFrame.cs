using System.Buffers;
using System.Buffers.Binary;

using ZstdSharp;

namespace RpmTasks.Rpm.Compression;

/// <summary>
/// One zstd frame as it is stored, taken off a row of them without decoding it (RFC 8878, 3.1.1), so that frames can be decoded
/// independently of one another. Only frames such as <see cref="FrameWriter"/> makes: they say how much they hold, and it is little.
/// </summary>
internal sealed class ZstdFrame : IDisposable
{
    private const uint Magic = 0xFD2FB528;
    private const int MaxBlockLength = 128 << 10;
    private const int BlockHeaderLength = 3;
    private const int ChecksumLength = 4;
    private const int RepeatedByte = 1;
    private const int Reserved = 3;

    /// <summary>Window descriptor of 128 MiB (<see cref="Decoder"/>): its upper five bits are the power of two above 10.</summary>
    private const int MaxWindow = (27 - 10) << 3;

    private static readonly int MaxLength = Compressor.GetCompressBound(FrameFormat.FrameLength);

    private byte[] _bytes = [];
    private int _length;
    private bool _hasChecksum;

    /// <summary>What was read of the frame, its end included if <see cref="Read"/> said so.</summary>
    public ReadOnlySpan<byte> Packed => _bytes.AsSpan(0, _length);

    /// <summary>Bytes that it says it holds.</summary>
    public int PlainLength { get; private set; }

    /// <returns>False when it is another kind of frame, or none; nothing is wrong with it yet.</returns>
    public bool Read(Stream stored)
    {
        _length = 0;
        return ReadHeader(stored) && ReadBlocks(stored);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private bool ReadHeader(Stream stored)
    {
        if (!Append(stored, 5) || BinaryPrimitives.ReadUInt32LittleEndian(_bytes) != Magic)
            return false;
        var descriptor = _bytes[4];
        _hasChecksum = (descriptor & 0b100) != 0;
        var hasDictionary = (descriptor & 0b11) != 0;
        var isReserved = (descriptor & 0b1000) != 0;
        var windowLength = (descriptor & 0b10_0000) != 0 ? 0 : 1;
        var sizeLength = (descriptor >> 6) switch { 0 => 1 - windowLength, 1 => 2, 2 => 4, _ => 8 };
        if (hasDictionary || isReserved || sizeLength == 0 || !Append(stored, windowLength + sizeLength))
            return false;
        if (windowLength > 0 && _bytes[5] > MaxWindow)
            return false;
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        number.Clear();
        Packed[^sizeLength..].CopyTo(number);
        // Two bytes begin where one ends.
        var size = BinaryPrimitives.ReadUInt64LittleEndian(number) + (sizeLength == 2 ? 256u : 0);
        PlainLength = (int)Math.Min(size, int.MaxValue);
        return size <= FrameFormat.FrameLength;
    }

    private bool ReadBlocks(Stream stored)
    {
        var isThere = Append(stored, BlockHeaderLength);
        while (isThere)
        {
            var header = Packed[^BlockHeaderLength..];
            var isLast = (header[0] & 1) != 0;
            var kind = header[0] >> 1 & 0b11;
            var size = header[0] >> 3 | header[1] << 5 | header[2] << 13;
            if (kind == Reserved || size > MaxBlockLength)
                return false;
            var next = !isLast ? BlockHeaderLength : _hasChecksum ? ChecksumLength : 0;
            isThere = Append(stored, (kind == RepeatedByte ? 1 : size) + next);
            if (isLast)
                break;
        }

        return isThere;
    }

    private bool Append(Stream stored, int count)
    {
        if (_length + count > MaxLength)
            return false;
        MakeRoom(_length + count);
        var read = stored.ReadAtLeast(_bytes.AsSpan(_length, count), count, throwOnEndOfStream: false);
        _length += read;
        return read == count;
    }

    private void MakeRoom(int length)
    {
        if (length <= _bytes.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, _bytes.Length * 2));
        Packed.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
