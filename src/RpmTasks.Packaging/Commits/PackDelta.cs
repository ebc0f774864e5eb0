namespace RpmTasks.Packaging.Commits;

/// <summary>
/// An object as a difference from another (gitformat-pack, "Deltified representation"): the length of the old and of the new one, then
/// instructions: copy a range of the old one, or insert the bytes that follow.
/// </summary>
internal ref struct PackDelta
{
    private const int Copy = 0x80;
    private const int CopyWithoutLength = 0x10000;

    private ReadOnlySpan<byte> _rest;

    private PackDelta(ReadOnlySpan<byte> delta) => _rest = delta;

    /// <exception cref="InvalidDataException">It is not a difference from that object.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> old, ReadOnlySpan<byte> delta)
    {
        var reader = new PackDelta(delta);
        if (reader.Length() != old.Length)
            throw Damaged();
        var result = new byte[reader.Length() is <= GitObject.MostBytes and var length ? length : throw Damaged()];
        var remaining = result.AsSpan();
        while (!reader._rest.IsEmpty)
        {
            var piece = reader.Piece(old);
            if (piece.Length > remaining.Length)
                throw Damaged();
            piece.CopyTo(remaining);
            remaining = remaining[piece.Length..];
        }

        return remaining.IsEmpty ? result : throw Damaged();
    }

    private ReadOnlySpan<byte> Piece(ReadOnlySpan<byte> old)
    {
        var instruction = Next();
        if ((instruction & Copy) == 0)
            return instruction == 0 ? throw Damaged() : Take(instruction);
        var offset = Number(instruction, 4);
        var length = Number(instruction >> 4, 3);
        if (length == 0)
            length = CopyWithoutLength;
        return offset + length <= old.Length ? old.Slice((int)offset, (int)length) : throw Damaged();
    }

    // Only the bytes that are not zero are there; a bit of the instruction says which.
    private long Number(int present, int bytes)
    {
        var number = 0L;
        for (var i = 0; i < bytes; i++)
        {
            if ((present & (1 << i)) != 0)
                number |= (long)Next() << (8 * i);
        }

        return number;
    }

    private long Length()
    {
        var length = 0L;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var current = Next();
            length |= (long)(current & 0x7F) << shift;
            if ((current & 0x80) == 0)
                return length;
        }

        throw Damaged();
    }

    private int Next() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw Damaged();
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static InvalidDataException Damaged() => new("A damaged difference.");
}
