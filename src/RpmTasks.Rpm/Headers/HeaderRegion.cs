namespace RpmTasks.Rpm.Headers;

/// <summary>The immutable region of a header: which of its entries the digests of it mean.</summary>
/// <param name="EntryCount">Entries in it, its own included; 0 when there is none.</param>
/// <param name="TrailerOffset">Where its trailer begins, which no value may reach.</param>
internal readonly record struct HeaderRegion(int EntryCount, int TrailerOffset)
{
    /// <summary>Where values outside of it may begin.</summary>
    public int End => EntryCount == 0 ? 0 : TrailerOffset + HeaderIndexEntry.Size;

    /// <param name="body">Index and data.</param>
    public static HeaderRegion Read(HeaderKind kind, ReadOnlySpan<byte> body, int entryCount)
    {
        var data = body[(entryCount * HeaderIndexEntry.Size)..];
        if (entryCount < 1 || data.Length < HeaderIndexEntry.Size)
            throw new RpmFormatException(kind.Name, "it has no immutable region");
        var first = HeaderIndexEntry.Read(body);
        if (first.Tag != kind.Region.Number && !kind.MustBeSealed)
            return new HeaderRegion(0, 0);
        if (first != new HeaderIndexEntry(kind.Region.Number, TagType.Binary, first.Offset, HeaderIndexEntry.Size)
            || first.Offset < 0 || first.Offset > data.Length - HeaderIndexEntry.Size)
            throw new RpmFormatException(kind.Name, "its first entry is not a region that ends with the data");
        var trailer = HeaderIndexEntry.Read(data[first.Offset..]);
        var count = -(long)trailer.Offset / HeaderIndexEntry.Size;
        if (trailer != first with { Offset = (int)-count * HeaderIndexEntry.Size } || count < 1 || count > entryCount)
            throw new RpmFormatException(kind.Name, "its region does not hold its entries");
        var region = new HeaderRegion((int)count, first.Offset);
        // What stood outside would not be covered by any digest.
        return !kind.MustBeSealed || (count == entryCount && region.End == data.Length)
            ? region
            : throw new RpmFormatException(kind.Name, "its region does not hold all of its entries");
    }
}
