using System.Collections.Immutable;

namespace RpmTasks.Rpm.Headers;

/// <summary>
/// Reads the index of a header and holds every entry against the data, as the strictest rpm does (hdrblobVerifyRegion and
/// hdrblobVerifyInfo): afterwards no value can lie outside the data.
/// </summary>
/// <param name="body">Index and data.</param>
internal sealed class HeaderIndex(HeaderKind kind, ReadOnlyMemory<byte> body, int entryCount)
{
    /// <summary>Smaller numbers are for regions and locales.</summary>
    private const int LowestTag = 100;

    private readonly int _dataLength = body.Length - (entryCount * HeaderIndexEntry.Size);

    private ReadOnlySpan<byte> Data => body.Span[(entryCount * HeaderIndexEntry.Size)..];

    /// <summary>Where the region's trailer begins, which no value may reach.</summary>
    private int TrailerOffset => _dataLength - HeaderIndexEntry.Size;

    public ImmutableArray<HeaderIndexEntry> Read()
    {
        CheckRegion();
        var entries = ImmutableArray.CreateBuilder<HeaderIndexEntry>(entryCount - 1);
        var seen = new HashSet<int>();
        var end = 0;
        for (var i = 1; i < entryCount; i++)
        {
            var entry = EntryAt(i);
            CheckEntry(entry, end);
            CheckFiller(end, entry.Offset);
            if (!seen.Add(entry.Tag))
                throw Damage($"tag {entry.Tag} is there twice");
            end = EndOf(entry);
            entries.Add(entry);
        }

        CheckFiller(end, TrailerOffset);
        return entries.MoveToImmutable();
    }

    /// <summary>The region must be first and hold all: what stood outside would not be covered by any digest.</summary>
    private void CheckRegion()
    {
        if (entryCount < 1 || _dataLength < HeaderIndexEntry.Size)
            throw Damage("it has no immutable region");
        var expected = new HeaderIndexEntry(kind.Region.Number, TagType.Binary, TrailerOffset, HeaderIndexEntry.Size);
        if (EntryAt(0) != expected)
            throw Damage("its first entry is not a region that ends with the data");
        var trailer = HeaderIndexEntry.Read(Data[TrailerOffset..]);
        if (trailer != expected with { Offset = -entryCount * HeaderIndexEntry.Size })
            throw Damage("its region does not hold all of its entries");
    }

    private void CheckEntry(HeaderIndexEntry entry, int previousEnd)
    {
        if (entry.Tag < LowestTag)
            throw Damage($"tag {entry.Tag} is too small for a value");
        if (entry.Type is <= TagType.Null or > TagType.I18NString)
            throw Damage($"tag {entry.Tag} has the unknown type {(int)entry.Type}");
        if (kind.FindTag(entry.Tag) is { } known && !entry.Type.CanStandFor(known.Type))
            throw Damage($"{known} has the type {entry.Type} instead of {known.Type}");
        if (entry.Count == 0 || (entry.Count > HeaderKind.MaxElements && entry.Type != TagType.Binary))
            throw Damage($"tag {entry.Tag} has {entry.Count} values");
        if (entry.Type == TagType.String && entry.Count != 1)
            throw Damage($"tag {entry.Tag} is one string and has {entry.Count} values");
        if (entry.Offset < previousEnd || entry.Offset > TrailerOffset || entry.Offset % entry.Type.Size() != 0)
            throw Damage($"tag {entry.Tag} has its value at offset {entry.Offset}, where it cannot be");
    }

    /// <summary>No digest covers the signature header, so nothing may hide between its values.</summary>
    private void CheckFiller(int start, int end)
    {
        if (Data[start..end].ContainsAnyExcept((byte)0))
            throw Damage($"the data between offsets {start} and {end} belongs to no tag and is not zero");
    }

    private int EndOf(HeaderIndexEntry entry)
    {
        var end = entry.Type.IsText()
            ? EndOfTexts(entry)
            : entry.Offset + ((long)entry.Count * entry.Type.Size());
        return end <= TrailerOffset ? (int)end : throw Damage($"the value of tag {entry.Tag} runs past the data");
    }

    private int EndOfTexts(HeaderIndexEntry entry)
    {
        var end = entry.Offset;
        for (var i = 0u; i < entry.Count; i++)
        {
            var length = Data[end..TrailerOffset].IndexOf((byte)0);
            if (length < 0)
                throw Damage($"a string of tag {entry.Tag} does not end within the data");
            end += length + 1;
        }

        return end;
    }

    private HeaderIndexEntry EntryAt(int index) => HeaderIndexEntry.Read(body.Span[(index * HeaderIndexEntry.Size)..]);

    private RpmFormatException Damage(string detail) => new(kind.Name, detail);
}
