using System.Collections.Immutable;

namespace RpmTasks.Packaging.Trees;

/// <summary>What the unit mounts into the tree.</summary>
/// <param name="Mounts">
/// Paths that must be there, since the tree is read-only to the service and what systemd makes in it belongs to no package.
/// </param>
/// <param name="Covered">Absolute paths whose content in the image the service never sees, so that owners below them do not matter.</param>
internal sealed record TreeNeeds(ImmutableArray<MountPoint> Mounts, ImmutableArray<string> Covered)
{
    /// <summary>Of every unit: the API file systems, private /tmp, state, and the host's names and addresses.</summary>
    public static TreeNeeds Usual { get; } = new(
        [
            // systemd itself makes those of the root when they are missing (base_filesystem_create()), and the folder of dynamic users' state.
            .. new[] { "/dev", "/etc", "/proc", "/root", "/run", "/sys", "/tmp", "/usr", "/var/lib", "/var/lib/private", "/var/tmp" }.Select(path => new MountPoint(path)),
            .. new[] { "/etc/hosts", "/etc/resolv.conf" }.Select(path => new MountPoint(path) { IsFile = true }),
        ],
        ["/dev", "/home", "/proc", "/root", "/run", "/sys", "/tmp", "/var/tmp"]);

    public bool Covers(string path) =>
        Covered.Any(folder => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal));
}

/// <summary>A directory, or a file, that is made empty unless the image has the path.</summary>
/// <param name="Path">Absolute.</param>
internal sealed record MountPoint(string Path)
{
    public bool IsFile { get; init; }

    /// <summary>A symbolic link to this path, instead of all that the image has there; null for a directory or file.</summary>
    public string? LinkTarget { get; init; }
}
