using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace RpmTasks.Testing.Mutations;

/// <summary>
/// A package that is damaged in one of its parts and sealed again, so that the damage is met behind the digests too. Knows
/// the format by itself and not by the reader that it tests.
/// </summary>
public sealed class RpmSeed
{
    private const int Lead = 96;
    private const int Intro = 16;
    private const int Entry = 16;

    private readonly byte[] _package;
    private readonly int _mainStart;
    private readonly int _payloadStart;
    private readonly Dictionary<int, int> _signatureTags;
    private readonly Dictionary<int, int> _mainTags;
    private readonly byte[]? _archive;

    public RpmSeed(string name, byte[] package)
    {
        Name = name;
        _package = package;
        _signatureTags = TagsAt(Lead, out var end);
        _mainStart = (end + 7) & ~7;
        _mainTags = TagsAt(_mainStart, out _payloadStart);
        _archive = Archive();
    }

    public string Name { get; }

    public byte[] Mutate(Random random)
    {
        var package = _package.ToArray();
        switch (random.Next(8))
        {
            case 0:
                return Mutator.Anywhere(_package, random);
            case 1:
                Mutator.InPlace(package.AsSpan(Lead, _mainStart - Lead), random);
                return package;
            case 2 or 3:
                DamageEntry(package, random);
                break;
            case 4:
                Mutator.InPlace(package.AsSpan(_mainStart + Intro, _payloadStart - _mainStart - Intro), random);
                break;
            case 5:
                package = [.. package[.._payloadStart], .. Mutator.Anywhere(package[_payloadStart..], random)];
                break;
            default:
                package = WithArchive(random) ?? Mutator.Splice(package, package, random);
                break;
        }

        return Seal(package);
    }

    /// <summary>One field of one entry of the main header's index, or two entries change places.</summary>
    private void DamageEntry(byte[] package, Random random)
    {
        var count = BinaryPrimitives.ReadInt32BigEndian(package.AsSpan(_mainStart + 8));
        var index = package.AsSpan(_mainStart + Intro, count * Entry);
        var entry = index.Slice(random.Next(count) * Entry, Entry);
        if (random.Next(4) == 0)
        {
            var other = index.Slice(random.Next(count) * Entry, Entry);
            var kept = other.ToArray();
            entry.CopyTo(other);
            kept.CopyTo(entry);
            return;
        }

        var field = entry.Slice(random.Next(4) * sizeof(uint), sizeof(uint));
        if (random.Next(2) == 0)
            Mutator.WriteExtreme(field, random);
        else
            BinaryPrimitives.WriteInt32BigEndian(field, BinaryPrimitives.ReadInt32BigEndian(field) + random.Next(-9, 10));
    }

    /// <summary>Null when the payload cannot be packed again here.</summary>
    private byte[]? WithArchive(Random random)
    {
        if (_archive is null)
            return null;
        var archive = Mutator.Anywhere(_archive, random);
        var package = _package.ToArray();
        WriteHex(package, _mainTags, 5097, SHA256.HashData(archive));
        WriteNumber(package, _signatureTags, 1007, archive.Length);
        if (!IsGzip)
            return [.. package[.._payloadStart], .. archive];
        using var packed = new MemoryStream();
        packed.Write(package.AsSpan(0, _payloadStart));
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(archive);
        return packed.ToArray();
    }

    private bool IsGzip => _package.AsSpan(_payloadStart).StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    private byte[]? Archive()
    {
        var payload = _package[_payloadStart..];
        if (payload.AsSpan().StartsWith("0707"u8))
            return payload;
        if (!IsGzip)
            return null;
        using var gzip = new GZipStream(new MemoryStream(payload), CompressionMode.Decompress);
        using var archive = new MemoryStream();
        gzip.CopyTo(archive);
        return archive.ToArray();
    }

#pragma warning disable CA5350, CA5351 // The tags say SHA-1 and MD5.
    /// <summary>Makes all digests and sizes true again, as far as the package still reaches.</summary>
    private byte[] Seal(byte[] package)
    {
        if (package.Length < _payloadStart)
            return package;
        WriteHex(package, _mainTags, 5092, SHA256.HashData(package.AsSpan(_payloadStart)));
        WriteHex(package, _mainTags, 5121, SHA512.HashData(package.AsSpan(_payloadStart)));
        var main = package.AsSpan(_mainStart, _payloadStart - _mainStart);
        WriteHex(package, _signatureTags, 273, SHA256.HashData(main));
        WriteHex(package, _signatureTags, 269, SHA1.HashData(main));
        if (SHA3_256.IsSupported)
            WriteHex(package, _signatureTags, 279, SHA3_256.HashData(main));
        WriteNumber(package, _signatureTags, 1000, package.Length - _mainStart);
        if (_signatureTags.TryGetValue(1004, out var md5))
            MD5.HashData(package.AsSpan(_mainStart)).CopyTo(package, md5);
        return package;
    }
#pragma warning restore CA5350, CA5351

    private static void WriteHex(byte[] package, Dictionary<int, int> tags, int tag, byte[] digest)
    {
        if (tags.TryGetValue(tag, out var place))
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest)).CopyTo(package, place);
    }

    private static void WriteNumber(byte[] package, Dictionary<int, int> tags, int tag, int number)
    {
        if (tags.TryGetValue(tag, out var place))
            BinaryPrimitives.WriteInt32BigEndian(package.AsSpan(place), number);
    }

    private Dictionary<int, int> TagsAt(int start, out int end)
    {
        var count = BinaryPrimitives.ReadInt32BigEndian(_package.AsSpan(start + 8));
        var data = start + Intro + (count * Entry);
        end = data + BinaryPrimitives.ReadInt32BigEndian(_package.AsSpan(start + 12));
        var tags = new Dictionary<int, int>();
        for (var entry = start + Intro; entry < data; entry += Entry)
            tags[BinaryPrimitives.ReadInt32BigEndian(_package.AsSpan(entry))] = data + BinaryPrimitives.ReadInt32BigEndian(_package.AsSpan(entry + 8));
        return tags;
    }
}
