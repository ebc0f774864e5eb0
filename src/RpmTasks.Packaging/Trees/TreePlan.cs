using System.Collections.Immutable;

using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Trees;

/// <summary>The image as a file system on the host, which systemd runs (RpmServiceEngine=systemd): where it lies and what starts in it.</summary>
internal sealed record TreePlan
{
    /// <summary>Absolute, on the host, for RootDirectory=. Named by its content: what has other content has another path.</summary>
    public required string Root { get; init; }

    /// <summary>What the app's package owns of it, the root and the folders above it up to /usr/libexec included.</summary>
    public required ImmutableArray<RpmFile> Files { get; init; }

    public required StartCommand Command { get; init; }

    /// <summary>The app's own tree, to be bound over the shared base in <see cref="Root"/>; null when all lies in one tree.</summary>
    public TreeBind? App { get; init; }

    /// <summary>The package of the base, which <see cref="Root"/> is in; null when all lies in one tree.</summary>
    public LayerPackage? Base { get; init; }

    /// <summary>What the image has and the tree has not, one line each, for the log.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>What the image starts: its entrypoint and command, resolved.</summary>
/// <param name="Program">Absolute path in the tree; a link stays one, since programs look at the name that they were called by.</param>
/// <param name="Arguments">Without the program.</param>
internal sealed record StartCommand(string Program, ImmutableArray<string> Arguments);

/// <summary>A read-only bind.</summary>
/// <param name="Source">Absolute path on the host.</param>
/// <param name="Target">Absolute path in the tree; an empty directory is there.</param>
internal sealed record TreeBind(string Source, string Target);
