using RpmTasks.Images.Model;

namespace RpmTasks.Images.Archives;

/// <summary>
/// Lists the members of a tar file by seeking from header to header: an archive of gigabytes costs a few reads. Understands PAX
/// headers, which the .NET SDK writes, and the long names of GNU tar.
/// </summary>
/// <param name="stream">Has a length and a position, which goes forward only.</param>
internal sealed class TarIndexReader(string file, Stream stream, CancellationToken cancel)
{
    private const int MaximumMembers = 1_000_000;
    private const int MaximumExtension = 1 << 16;

    private readonly byte[] _block = new byte[TarBlock.Length];
    private readonly TarExtensions _extensions = new();

    public IEnumerable<TarMember> Read()
    {
        var members = 0;
        while (NextBlock() is { } block)
        {
            cancel.ThrowIfCancellationRequested();
            // Extension headers count too: an archive of nothing else must not run for ever.
            if (++members > MaximumMembers)
                throw new ImageException(ImageFault.LimitExceeded, file, $"has more than {MaximumMembers} members");
            if (!TakeExtension(block))
                yield return MemberOf(block);
        }
    }

    /// <summary>The next header; null at the zero block that ends an archive.</summary>
    private TarBlock? NextBlock()
    {
        var at = stream.Position;
        var count = stream.ReadAtLeast(_block, TarBlock.Length, throwOnEndOfStream: false);
        if (count < TarBlock.Length)
            throw at == 0 && count > 0 ? NotTar() : new ImageException(ImageFault.Truncated, file, count == 0 && at == 0 ? "is empty" : "ends in the middle");
        if (!_block.AsSpan().ContainsAnyExcept((byte)0))
            return null;
        return TarBlock.Parse(_block) ?? throw (at == 0 ? NotTar() : Damaged(at));
    }

    private bool TakeExtension(TarBlock block)
    {
        if (!TarExtensions.IsExtension(block.Type))
            return false;
        var at = stream.Position;
        // Global records carry comments; a path or size for every member would make no sense.
        if (block.Type == TarExtensions.Global)
            Skip(block.Size);
        else if (!_extensions.Take(block.Type, Extension(block)))
            throw Damaged(at);
        return true;
    }

    private TarMember MemberOf(TarBlock block)
    {
        var header = _extensions.Apply(block);
        var key = ArchivePath.Normalise(header.Name)
            ?? throw new ImageException(ImageFault.EscapingPath, file, $"has a member '{header.Name}', which leads outside the archive");
        var member = new TarMember(key, KindOf(block.Type, header.Name), stream.Position, header.Size, header.LinkName);
        Skip(header.Size);
        return member;
    }

    private static TarMemberKind KindOf(char type, string name) => type switch
    {
        '\0' or '0' or '7' => name.EndsWith('/') ? TarMemberKind.Directory : TarMemberKind.File,
        '1' => TarMemberKind.HardLink,
        '2' => TarMemberKind.SymbolicLink,
        '5' => TarMemberKind.Directory,
        _ => TarMemberKind.Other,
    };

    private byte[] Extension(TarBlock block)
    {
        if (block.Size > MaximumExtension)
            throw new ImageException(ImageFault.LimitExceeded, file, $"has an extended header of {block.Size} bytes");
        if (block.Size > stream.Length - stream.Position)
            throw EndsWithin(block.Size - (stream.Length - stream.Position));
        var bytes = new byte[block.Size];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new ImageException(ImageFault.Truncated, file, "ends in the middle");
        SkipPadding(block.Size);
        return bytes;
    }

    private void Skip(long size)
    {
        var left = stream.Length - stream.Position;
        if (size > left)
            throw EndsWithin(size - left);
        stream.Position += size;
        SkipPadding(size);
    }

    // Data are padded to whole blocks; the last padding may be cut, the next header then is.
    private void SkipPadding(long size) => stream.Position = Math.Min(stream.Length, stream.Position + (-size & (TarBlock.Length - 1)));

    private ImageException EndsWithin(long missing) => new(ImageFault.Truncated, file, $"ends {missing} bytes before a member does");

    private ImageException NotTar() => new(ImageFault.NotAnImage, file, "is not a tar archive");

    private ImageException Damaged(long at) => new(ImageFault.NotAnImage, file, $"is damaged: no tar header at byte {at}");
}
