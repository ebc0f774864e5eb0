namespace RpmTasks.Packaging.Commits;

/// <summary>What stands before an object's compressed bytes in a pack.</summary>
/// <param name="Length">Bytes of what follows, decompressed.</param>
internal sealed record PackEntry(GitObjectKind Kind, long Length)
{
    private const int MostLengthBytes = 9;

    /// <summary>Where in the pack the object lies that this is a difference from.</summary>
    public long BaseOffset { get; private init; }

    /// <summary>The object that this is a difference from, when it is given by name.</summary>
    public ObjectName? BaseName { get; private init; }

    public bool IsWhole => Kind is not (GitObjectKind.OffsetDelta or GitObjectKind.NameDelta);

    /// <summary>Afterwards the pack stands at the compressed bytes.</summary>
    public static PackEntry Read(Stream pack, long offset, int nameLength)
    {
        pack.Position = offset;
        var first = Next(pack);
        var entry = new PackEntry((GitObjectKind)((first >> 4) & 7), ReadLength(pack, first));
        return entry.Kind switch
        {
            GitObjectKind.OffsetDelta => entry with { BaseOffset = BaseOf(pack, offset) },
            GitObjectKind.NameDelta => entry with { BaseName = ReadName(pack, nameLength) },
            GitObjectKind.Commit or GitObjectKind.Tree or GitObjectKind.Blob or GitObjectKind.Tag => entry,
            _ => throw new InvalidDataException("An object of no known kind."),
        };
    }

    // Four bits in the first byte, seven in each that follows, the least significant first.
    private static long ReadLength(Stream pack, int first)
    {
        long length = first & 0x0F;
        var (current, shift) = (first, 4);
        for (var count = 1; (current & 0x80) != 0; count++, shift += 7)
        {
            if (count == MostLengthBytes)
                throw new InvalidDataException("A length without end.");
            current = Next(pack);
            length |= (long)(current & 0x7F) << shift;
        }

        return length;
    }

    // How far before this entry: seven bits a byte, the most significant first, one added at each further byte. Always more than 0, so
    // that a chain of them comes to an end.
    private static long BaseOf(Stream pack, long offset)
    {
        var current = Next(pack);
        long distance = current & 0x7F;
        while ((current & 0x80) != 0)
        {
            current = Next(pack);
            distance = ((distance + 1) << 7) | (long)(current & 0x7F);
            if (distance > offset)
                throw new InvalidDataException("A difference from before the pack.");
        }

        return distance > 0 && distance <= offset ? offset - distance : throw new InvalidDataException("A difference from itself.");
    }

    private static ObjectName ReadName(Stream pack, int length)
    {
        var bytes = new byte[length];
        pack.ReadExactly(bytes);
        return new ObjectName(bytes);
    }

    private static int Next(Stream pack) => pack.ReadByte() is >= 0 and var next ? next : throw new EndOfStreamException();
}
