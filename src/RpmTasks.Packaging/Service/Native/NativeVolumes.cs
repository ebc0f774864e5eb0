using System.Collections.Immutable;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Trees;

namespace RpmTasks.Packaging.Service.Native;

/// <summary>
/// Where the service may write, and what of the host it sees. What is the service's own lies in folders that systemd makes for its user
/// (StateDirectory=); other paths of the image lead there by links in the tree, since a bind of such a folder may show it as nobody's
/// (systemd 257 and later mount it with mapped IDs where they can).
/// </summary>
internal sealed record NativeVolumes
{
    /// <summary>That of every service first.</summary>
    public required ImmutableArray<NativeFolder> Folders { get; init; }

    /// <summary>Permission bits by kind; they hold for all folders of a kind.</summary>
    public required ImmutableSortedDictionary<FolderKind, int> Modes { get; init; }

    /// <summary>What the image has at the path is a link to the folder.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Links { get; init; } = [];

    /// <summary>Places of the host as they are.</summary>
    public ImmutableArray<VolumeMount> Binds { get; init; } = [];

    /// <summary>Folders above those of which the unit does not know the names, being an instance's: made anew at each start.</summary>
    public ImmutableArray<string> Empty { get; init; } = [];

    /// <summary>Where systemd mounts the folders.</summary>
    public IEnumerable<MountPoint> Mounts =>
    [
        .. Folders.Select(folder => folder.Kind.Private()).Distinct().Select(path => new MountPoint(path)),
        .. Folders.Where(folder => !folder.IsOfInstance).Select(folder => new MountPoint(folder.Path)),
        .. Empty.Select(path => new MountPoint(path)),
    ];

    /// <summary>Where the image has something that leads elsewhere here.</summary>
    public IEnumerable<MountPoint> OwnMounts =>
    [
        .. Links.Select(link => new MountPoint(link.Key) { LinkTarget = link.Value }),
        .. Binds.Select(bind => new MountPoint(bind.Target)),
    ];

    /// <summary>What of the image the service does not see.</summary>
    public IEnumerable<string> Covered =>
        [.. Folders.Where(folder => !folder.IsOfInstance).Select(folder => folder.Path), .. Empty, .. Links.Select(link => link.Key), .. Binds.Select(bind => bind.Target)];

    public static NativeVolumes Of(ServiceRequest service, ImageConfig config, ProblemList problems) =>
        new NativeVolumeReader(service, problems).Read(config);
}
