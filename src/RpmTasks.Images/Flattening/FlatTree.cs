using System.Collections.Immutable;

namespace RpmTasks.Images.Flattening;

/// <summary>The file system of an image, its layers laid over one another: what a container of it would see.</summary>
/// <param name="Entries">In ordinal order of their paths, the root first; every path's directory is there.</param>
/// <param name="Losses">What the image has and the tree has not, in the same order.</param>
internal sealed record FlatTree(ImmutableArray<TreeEntry> Entries, ImmutableArray<TreeLoss> Losses);

/// <summary>Something of the image that the tree is without.</summary>
internal sealed record TreeLoss(string Path, TreeLossKind Kind);

internal enum TreeLossKind
{
    /// <summary>A set-user-ID or set-group-ID bit.</summary>
    SetId,

    /// <summary>File capabilities.</summary>
    Capabilities,

    /// <summary>The whole entry: a block or character device, a named pipe.</summary>
    Special,
}
