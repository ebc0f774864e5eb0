using System.Security.Cryptography;
using System.Text;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Flattening;

/// <summary>
/// Reads a layer from its first byte to its last, and so checks its digest, hashing the content of each file on the way. The contents are slices
/// of the layer's blob.
/// </summary>
/// <param name="layer">Not compressed.</param>
internal sealed class LayerReader(ImageLayer layer, CancellationToken cancel)
{
    public const int MaximumMembers = 1_000_000;

    /// <summary>Of a whole path; with what a package puts before it, rpm takes 4096.</summary>
    private const int MaximumPath = 3800;

    /// <summary>NAME_MAX of every Linux file system.</summary>
    private const int MaximumName = 255;

    /// <summary>PATH_MAX of Linux, which counts the NUL at the end.</summary>
    private const int MaximumLink = 4095;

    /// <summary>Names and extended attributes, of which Linux takes 64 KiB each.</summary>
    private const int MaximumExtension = 1 << 20;

    private readonly string _what = layer.DiffId.ToString();
    private readonly TarExtensions _extensions = new();
    private readonly byte[] _block = new byte[TarBlock.Length];
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _position;

    public IEnumerable<LayerMember> Read()
    {
        using var tar = LayerContent.OpenTar(layer);
        // An empty blob is an empty layer: Docker once wrote them.
        for (var members = 0; NextBlock(tar) is { } block;)
        {
            cancel.ThrowIfCancellationRequested();
            if (++members > MaximumMembers)
                throw Fault(ImageFault.LimitExceeded, $"has more than {MaximumMembers} members");
            if (TarExtensions.IsExtension(block.Type))
                TakeExtension(tar, block);
            else
                yield return MemberOf(tar, _extensions.Apply(block));
        }

        Copying.CopyAll(tar, target: null, cancel);
    }

    /// <summary>Null at the zero block that ends an archive, and where it ends without.</summary>
    private TarBlock? NextBlock(Stream tar)
    {
        var count = tar.ReadAtLeast(_block, TarBlock.Length, throwOnEndOfStream: false);
        if (count == 0 || (count == TarBlock.Length && !_block.AsSpan().ContainsAnyExcept((byte)0)))
            return null;
        if (count < TarBlock.Length)
            throw Fault(ImageFault.Truncated, "ends in the middle of a header");
        var block = TarBlock.Parse(_block) ?? throw Damaged();
        _position += count;
        return block;
    }

    private void TakeExtension(Stream tar, TarBlock block)
    {
        if (block.Size > MaximumExtension)
            throw Fault(ImageFault.LimitExceeded, $"has an extended header of {block.Size} bytes");
        var bytes = new byte[block.Size];
        ReadExactly(tar, bytes);
        SkipPadding(tar, block.Size);
        if (block.Type != TarExtensions.Global && !_extensions.Take(block.Type, bytes))
            throw Damaged();
    }

    private LayerMember MemberOf(Stream tar, TarHead head)
    {
        var path = Clean(head.Name, "a member");
        var kind = KindOf(head, path);
        var content = kind == LayerMemberKind.File ? ReadContent(tar, head.Size) : null;
        if (kind != LayerMemberKind.File && head.Size > 0)
            ReadContent(tar, head.Size);
        return new LayerMember(path, kind)
        {
            Mode = head.Block.Mode,
            UserId = Identity(head.Pax?.UserId ?? head.Block.UserId, path),
            GroupId = Identity(head.Pax?.GroupId ?? head.Block.GroupId, path),
            ModifiedAt = Math.Max(0, head.Pax?.ModifiedAt ?? head.Block.ModifiedAt),
            HasCapabilities = head.Pax?.HasCapabilities ?? false,
            LinkTarget = kind == LayerMemberKind.HardLink ? Clean(head.LinkName, "a hard link to")
                : kind == LayerMemberKind.SymbolicLink ? Link(head.LinkName, path)
                : null,
            Content = content,
        };
    }

    private LayerMemberKind KindOf(TarHead head, string path) => head.Type switch
    {
        _ when head.Pax is { IsSparse: true } => throw Fault(ImageFault.NotAnImage, $"has the sparse file '{path}', which no engine unpacks alike"),
        '\0' or '0' or '7' => head.Name.EndsWith('/') ? LayerMemberKind.Directory : LayerMemberKind.File,
        '1' => LayerMemberKind.HardLink,
        '2' => LayerMemberKind.SymbolicLink,
        '3' or '4' or '6' => LayerMemberKind.Special,
        '5' => LayerMemberKind.Directory,
        _ => throw Fault(ImageFault.NotAnImage, $"has '{path}' of the unknown type '{head.Type}'"),
    };

    private Blob ReadContent(Stream tar, long size)
    {
        var offset = _position;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var left = size; left > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            var part = _buffer.AsSpan(0, (int)Math.Min(left, _buffer.Length));
            ReadExactly(tar, part);
            hash.AppendData(part);
            left -= part.Length;
        }

        SkipPadding(tar, size);
        var blob = layer.Blob;
        return new Blob(Digest.FromHash(hash.GetHashAndReset()), size, () => blob.OpenSlice(offset, size));
    }

    private void SkipPadding(Stream tar, long size) => ReadExactly(tar, _block.AsSpan(0, (int)(-size & (TarBlock.Length - 1))));

    private void ReadExactly(Stream tar, Span<byte> bytes)
    {
        if (tar.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw Fault(ImageFault.Truncated, "ends before a member does");
        _position += bytes.Length;
    }

    /// <summary>From the root of the image: engines take a '/' at the start for that too.</summary>
    private string Clean(string name, string what)
    {
        var path = ArchivePath.Normalise(name.TrimStart('/'))
            ?? throw Fault(ImageFault.EscapingPath, $"has {what} '{name}', which leads outside the image");
        if (!IsSound(path))
            throw Fault(ImageFault.NotAnImage, $"has {what} '{Printable(path)}', whose name has a control character or is not UTF-8; no RPM can hold it");
        return Encoding.UTF8.GetByteCount(path) <= MaximumPath && path.Split('/').All(part => Encoding.UTF8.GetByteCount(part) <= MaximumName)
            ? path
            : throw Fault(ImageFault.LimitExceeded, $"has {what} '{path[..40]}…', whose path is longer than {MaximumPath} bytes or a name in it than {MaximumName}");
    }

    /// <summary>What was no UTF-8 has become U+FFFD.</summary>
    private static bool IsSound(string name) => !name.Any(symbol => char.IsControl(symbol) || symbol == '\uFFFD');

    private static string Printable(string name) => string.Concat(name.Select(symbol => char.IsControl(symbol) ? '?' : symbol));

    private string Link(string target, string path) => target.Length > 0 && IsSound(target) && Encoding.UTF8.GetByteCount(target) <= MaximumLink
        ? target
        : throw Fault(ImageFault.NotAnImage, $"has a symbolic link '{path}' without a sound target");

    private uint Identity(long number, string path) => number is >= 0 and <= uint.MaxValue
        ? (uint)number
        : throw Fault(ImageFault.NotAnImage, $"has '{path}' with an owner that is no number");

    private ImageException Damaged() => Fault(ImageFault.NotAnImage, $"is no sound tar archive: there is no header at byte {_position}");

    private ImageException Fault(ImageFault fault, string detail) => new(fault, _what, detail);
}
