using System.Collections.Immutable;

namespace RpmTasks.Rpm.Headers;

/// <summary>
/// Reads the index of a header and holds every entry against the data, as the strictest rpm does (hdrblobVerifyRegion and
/// hdrblobVerifyInfo): afterwards no value can lie outside the data. What every rpm tolerates is kept as an oddity.
/// </summary>
/// <param name="body">Index and data.</param>
internal sealed class HeaderIndex(HeaderKind kind, ReadOnlyMemory<byte> body, int entryCount)
{
    /// <summary>Smaller numbers are for regions and locales.</summary>
    private const int LowestTag = 100;

    private const int MostOddities = 20;

    private readonly int _dataLength = body.Length - (entryCount * HeaderIndexEntry.Size);
    private readonly List<string> _oddities = [];

    public IReadOnlyList<string> Oddities => _oddities;

    private ReadOnlySpan<byte> Data => body.Span[(entryCount * HeaderIndexEntry.Size)..];

    public ImmutableArray<HeaderIndexEntry> Read()
    {
        var region = HeaderRegion.Read(kind, body.Span, entryCount);
        if (region.EntryCount < entryCount)
            Note(region.EntryCount == 0 ? "it has no immutable region" : "it has entries outside of its immutable region");
        var entries = ImmutableArray.CreateBuilder<HeaderIndexEntry>();
        var seen = new HashSet<int>();
        var end = ReadEntries(region.EntryCount == 0 ? 0 : 1, region.EntryCount, new Extent(0, region.TrailerOffset), entries, seen);
        CheckFiller(end, region.TrailerOffset);
        end = ReadEntries(region.EntryCount, entryCount, new Extent(region.End, _dataLength), entries, seen);
        CheckFiller(end, _dataLength);
        if (!entries.Select(entry => entry.Tag).SequenceEqual(entries.Select(entry => entry.Tag).Order()))
            Note("its entries are not sorted by tag");
        return entries.ToImmutable();
    }

    /// <returns>Where the last value ends.</returns>
    private int ReadEntries(int from, int to, Extent extent, ImmutableArray<HeaderIndexEntry>.Builder entries, HashSet<int> seen)
    {
        var end = extent.Start;
        for (var i = from; i < to; i++)
        {
            var entry = HeaderIndexEntry.Read(body.Span[(i * HeaderIndexEntry.Size)..]);
            CheckEntry(entry, extent with { Start = end });
            CheckFiller(end, entry.Offset);
            end = EndOf(entry, extent.End);
            // headerGet finds one of them, and which one depends on the version.
            if (seen.Add(entry.Tag))
                entries.Add(entry);
            else
                Note($"tag {entry.Tag} is there twice");
        }

        return end;
    }

    private void CheckEntry(HeaderIndexEntry entry, Extent room)
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
        if (entry.Offset < room.Start || entry.Offset > room.End || entry.Offset % entry.Type.Size() != 0)
            throw Damage($"tag {entry.Tag} has its value at offset {entry.Offset}, where it cannot be");
    }

    /// <summary>No digest covers the signature header, so anything may hide between its values.</summary>
    private void CheckFiller(int start, int end)
    {
        if (Data[start..end].ContainsAnyExcept((byte)0))
            Note($"the data between offsets {start} and {end} belongs to no tag and is not zero");
    }

    private int EndOf(HeaderIndexEntry entry, int limit)
    {
        var end = entry.Type.IsText()
            ? EndOfTexts(entry, limit)
            : entry.Offset + ((long)entry.Count * entry.Type.Size());
        return end <= limit ? (int)end : throw Damage($"the value of tag {entry.Tag} runs past the data");
    }

    private int EndOfTexts(HeaderIndexEntry entry, int limit)
    {
        var end = entry.Offset;
        for (var i = 0u; i < entry.Count; i++)
        {
            var length = Data[end..limit].IndexOf((byte)0);
            if (length < 0)
                throw Damage($"a string of tag {entry.Tag} does not end within the data");
            end += length + 1;
        }

        return end;
    }

    private void Note(string oddity)
    {
        if (_oddities.Count < MostOddities)
            _oddities.Add(oddity);
    }

    private RpmFormatException Damage(string detail) => new(kind.Name, detail);

    /// <summary>Part of the data.</summary>
    private readonly record struct Extent(int Start, int End);
}
