using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace RpmTasks.Rpm.Headers;

/// <summary>A header as it lies in a package, checked once; its values are decoded when asked for.</summary>
internal sealed class Header
{
    private readonly byte[] _bytes;
    private readonly int _dataStart;
    private readonly Dictionary<int, HeaderIndexEntry> _entries;

    /// <param name="bytes">The whole header, intro included; the caller has checked its lengths.</param>
    /// <exception cref="RpmFormatException">Its index does not describe its data.</exception>
    public Header(byte[] bytes, HeaderKind kind)
    {
        _bytes = bytes;
        var intro = HeaderIntro.Read(bytes)!;
        _dataStart = HeaderIntro.Size + ((int)intro.EntryCount * HeaderIndexEntry.Size);
        var index = new HeaderIndex(kind, bytes.AsMemory(HeaderIntro.Size), (int)intro.EntryCount);
        Entries = index.Read();
        Oddities = index.Oddities;
        _entries = Entries.ToDictionary(entry => entry.Tag);
    }

    /// <summary>What digests and signatures are made over.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public ImmutableArray<HeaderIndexEntry> Entries { get; }

    /// <summary>What is tolerated everywhere and yet not as it should be.</summary>
    public IReadOnlyList<string> Oddities { get; }

    /// <summary>Bytes of values, the region's trailer included.</summary>
    public int DataLength => _bytes.Length - _dataStart;

    public bool Has(Tag tag) => _entries.ContainsKey(tag.Number);

    public string? Get(StringTag tag) => Texts(tag) is [var first, ..] ? first : null;

    /// <summary>The string of the first locale, which is the untranslated one.</summary>
    public string? Get(I18NStringTag tag) => Texts(tag) is [var first, ..] ? first : null;

    /// <summary>The first string of a tag of whichever type that holds text.</summary>
    public string? FirstText(Tag tag) => Texts(tag) is [var first, ..] ? first : null;

    // Whatever can have many values is empty when the header has no such tag: none in a header has no values.
    public string[] Get(StringArrayTag tag) => Texts(tag);

    public ushort[] Get(Int16Tag tag) => Numbers(tag, BinaryPrimitives.ReadUInt16BigEndian);

    public uint[] Get(Int32Tag tag) => Numbers(tag, BinaryPrimitives.ReadUInt32BigEndian);

    public ulong[] Get(Int64Tag tag) => Numbers(tag, BinaryPrimitives.ReadUInt64BigEndian);

    public ReadOnlySpan<byte> Get(BinaryTag tag) =>
        _entries.TryGetValue(tag.Number, out var entry) ? _bytes.AsSpan(_dataStart + entry.Offset, (int)entry.Count) : [];

    private string[] Texts(Tag tag)
    {
        if (!_entries.TryGetValue(tag.Number, out var entry))
            return [];
        var texts = new string[entry.Count];
        var data = _bytes.AsSpan(_dataStart + entry.Offset);
        for (var i = 0; i < texts.Length; i++)
        {
            var end = data.IndexOf((byte)0);
            texts[i] = Encoding.UTF8.GetString(data[..end]);
            data = data[(end + 1)..];
        }

        return texts;
    }

    private T[] Numbers<T>(Tag tag, Func<ReadOnlySpan<byte>, T> read)
    {
        if (!_entries.TryGetValue(tag.Number, out var entry))
            return [];
        var numbers = new T[entry.Count];
        var size = tag.Type.Size();
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = read(_bytes.AsSpan(_dataStart + entry.Offset + (i * size)));
        return numbers;
    }
}
