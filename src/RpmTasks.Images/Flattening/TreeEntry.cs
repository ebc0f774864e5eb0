using RpmTasks.Images.Model;

namespace RpmTasks.Images.Flattening;

/// <summary>What lies at a path of a tree. Devices, pipes and sockets are in none.</summary>
internal enum TreeKind
{
    Directory,
    File,
    SymbolicLink,
}

/// <summary>One path of a tree.</summary>
/// <param name="Path">From the tree's root, with '/' between and none before; empty for the root itself.</param>
/// <param name="Node">What lies there. Paths that are hard links of one file have the same instance.</param>
internal sealed record TreeEntry(string Path, TreeNode Node)
{
    public TreeKind Kind => Node.Kind;

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>A file, directory or symbolic link, without a name.</summary>
internal sealed record TreeNode(TreeKind Kind)
{
    /// <summary>Permission bits, with the sticky bit and without set-id bits. Of a symbolic link always 0777.</summary>
    public required int Mode { get; init; }

    /// <summary>As the image has it: the tree on the host is root's.</summary>
    public uint UserId { get; init; }

    /// <inheritdoc cref="UserId"/>
    public uint GroupId { get; init; }

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    public long ModifiedAt { get; init; }

    /// <summary>Of a symbolic link, as it stands in the image; null for all else.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Of a file; null for all else.</summary>
    public Blob? Content { get; init; }
}
