using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Archives;

/// <summary>The files of a tar archive, found by name without unpacking it.</summary>
internal sealed class TarStore : IFileStore
{
    private const int MaximumLinks = 16;

    private readonly Dictionary<string, TarMember> _members = new(StringComparer.Ordinal);
    private readonly string _file;

    private TarStore(string location, string file) => (Location, _file) = (location, file);

    public string Location { get; }

    /// <param name="location">How messages name the archive.</param>
    /// <param name="file">The plain tar: the archive itself, or what it was unpacked to.</param>
    public static TarStore Open(string location, string file, CancellationToken cancel)
    {
        var store = new TarStore(location, file);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        // A name that comes again replaces the earlier one, as unpacking would.
        foreach (var member in new TarIndexReader(location, stream, cancel).Read())
            store._members[member.Name] = member;
        return store;
    }

    public StoredFile? Find(string path)
    {
        var name = Resolve(path);
        return _members.GetValueOrDefault(name) is { Kind: TarMemberKind.File } member
            ? new StoredFile(member.Size, () => SliceStream.Open(_file, member.Offset, member.Size))
            : null;
    }

    /// <summary>The name behind all links, of folders too; every step stays a key of this archive.</summary>
    private string Resolve(string path)
    {
        var name = Inside(path, path);
        for (var links = 0; links <= MaximumLinks; links++)
        {
            if (FirstLink(name) is not { } link)
                return name;
            var target = link.LinkTarget.StartsWith('/') || link.Kind == TarMemberKind.HardLink
                ? link.LinkTarget
                : ArchivePath.FolderOf(link.Name) + link.LinkTarget;
            name = Inside(target + name[link.Name.Length..], path);
        }

        throw new ImageException(ImageFault.LimitExceeded, Location, $"'{path}' is behind more than {MaximumLinks} links");
    }

    private TarMember? FirstLink(string name) =>
        ArchivePath.FoldersOn(name).Append(name)
            .Select(part => _members.GetValueOrDefault(part))
            .FirstOrDefault(member => member is { Kind: TarMemberKind.SymbolicLink or TarMemberKind.HardLink });

    private string Inside(string target, string asked) => ArchivePath.Normalise(target)
        ?? throw new ImageException(ImageFault.EscapingPath, Location, $"'{asked}' leads outside the archive, to '{target}'");
}
