using System.Buffers.Binary;
using System.Text;

namespace RpmTasks.Rpm.Headers;

/// <summary>Collects the values of a header in any order and encodes them sorted by tag, sealed in one immutable region.</summary>
internal sealed class HeaderBuilder(HeaderKind kind)
{
    /// <summary>By tag.</summary>
    private readonly List<Value> _values = [];

    public void Add(Int16Tag tag, params ReadOnlySpan<ushort> values)
    {
        var bytes = new byte[values.Length * sizeof(ushort)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(i * sizeof(ushort)), values[i]);
        Add(tag, tag.Type, values.Length, bytes);
    }

    public void Add(Int32Tag tag, params ReadOnlySpan<uint> values)
    {
        var bytes = new byte[values.Length * sizeof(uint)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i * sizeof(uint)), values[i]);
        Add(tag, tag.Type, values.Length, bytes);
    }

    public void Add(Int64Tag tag, params ReadOnlySpan<ulong> values)
    {
        var bytes = new byte[values.Length * sizeof(ulong)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)), values[i]);
        Add(tag, tag.Type, values.Length, bytes);
    }

    public void Add(BinaryTag tag, byte[] value) => Add(tag, tag.Type, value.Length, value);

    public void Add(StringTag tag, string value) => Add(tag, TagType.String, 1, Encode([value]));

    /// <summary>One string, of the table's first and only locale.</summary>
    public void Add(I18NStringTag tag, string value) => Add(tag, TagType.I18NString, 1, Encode([value]));

    public void Add(StringArrayTag tag, params IReadOnlyCollection<string> values) =>
        Add(tag, TagType.StringArray, values.Count, Encode(values));

    /// <summary>Stored as a plain string, as rpmbuild stores arrays that usually have one element.</summary>
    public void AddAsString(StringArrayTag tag, string value) => Add(tag, TagType.String, 1, Encode([value]));

    public byte[] Build()
    {
        var header = new byte[LayOut(out var entryCount, out var dataLength)];
        new HeaderIntro(entryCount, dataLength).Write(header);
        var index = header.AsSpan(HeaderIntro.Size);
        var data = index[((int)entryCount * HeaderIndexEntry.Size)..];

        var regionLength = -(int)entryCount * HeaderIndexEntry.Size;
        var trailerOffset = (int)dataLength - HeaderIndexEntry.Size;
        var region = new HeaderIndexEntry(kind.Region.Number, TagType.Binary, trailerOffset, HeaderIndexEntry.Size);
        region.Write(index);
        (region with { Offset = regionLength }).Write(data[trailerOffset..]);

        var offset = 0;
        foreach (var value in _values)
        {
            index = index[HeaderIndexEntry.Size..];
            offset = Align(offset, value.Type);
            new HeaderIndexEntry(value.Tag, value.Type, offset, (uint)value.Count).Write(index);
            value.Bytes.CopyTo(data[offset..]);
            offset += value.Bytes.Length;
        }

        return header;
    }

    /// <summary>Bytes that <see cref="Build"/> will give.</summary>
    public int Length => LayOut(out _, out _);

    private int LayOut(out uint entryCount, out uint dataLength)
    {
        var end = 0;
        foreach (var value in _values)
            end = checked(Align(end, value.Type) + value.Bytes.Length);
        entryCount = (uint)_values.Count + 1;
        dataLength = (uint)end + HeaderIndexEntry.Size;
        return checked((int)new HeaderIntro(entryCount, dataLength).HeaderLength);
    }

    private static int Align(int offset, TagType type) => (offset + type.Size() - 1) & -type.Size();

    private void Add(Tag tag, TagType type, int count, byte[] bytes)
    {
        // rpm 4.16 and later refuse a tag without values; what is empty is left out.
        ArgumentOutOfRangeException.ThrowIfZero(count, tag.Name);
        var place = _values.FindLastIndex(value => value.Tag <= tag.Number) + 1;
        if (place > 0 && _values[place - 1].Tag == tag.Number)
            throw new ArgumentException($"{tag.Name} has values already.", nameof(tag));
        _values.Insert(place, new Value(tag.Number, type, count, bytes));
    }

    private static byte[] Encode(IReadOnlyCollection<string> values)
    {
        var bytes = new byte[values.Sum(value => Encoding.UTF8.GetByteCount(value) + 1)];
        var end = 0;
        foreach (var value in values)
            end += Encoding.UTF8.GetBytes(value, bytes.AsSpan(end)) + 1;
        return bytes;
    }

    private sealed record Value(int Tag, TagType Type, int Count, byte[] Bytes);
}
