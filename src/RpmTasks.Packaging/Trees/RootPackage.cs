using RpmTasks.Images.Flattening;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Trees;

/// <summary>The package of a base's tree. As with that of a layer, nothing in it is of the project or the machine.</summary>
internal static class RootPackage
{
    private const int FolderMode = 0b111_101_101;

    private const string Version = "1";

    /// <summary>Two packages of one name, version and release must not differ: whatever changes their bytes raises this.</summary>
    private const string Release = "1";

    /// <summary>Whatever the default for other packages may become.</summary>
    private const int Level = 6;

    private const string Author = "RpmTasks";

    /// <param name="architecture">rpm's name of it: unlike a blob, a tree has programs that every tool sees.</param>
    public static LayerPackage Of(IReadOnlyList<TreeEntry> entries, string architecture)
    {
        var digest = TreeDigest.Of(entries);
        var name = new RootName(digest);
        return new LayerPackage(digest, new RpmSpec
        {
            Name = name.Package,
            Version = Version,
            Release = Release,
            Architecture = architecture,
            Summary = "Base of services without a container engine",
            Description = $"Packages of services whose images have the base\n{digest}\nshare this copy of its file system.",
            License = "Unspecified",
            Packager = Author,
            Group = "System Environment/Libraries",
            // No file of a package is newer than itself.
            BuildTime = Math.Clamp(entries.Max(entry => entry.Node.ModifiedAt), PackTime.Fixed, uint.MaxValue),
            Compression = PayloadCompression.Zstd(Level),
            Files = [Folder(RootName.Folder), .. TreeFiles.Of(entries, name.Path)],
            Dependencies = [new RpmDependency(DependencyKind.Provides, name.Capability)],
            Changelog = [new ChangelogEntry(new DateOnly(2000, 1, 1), $"{Author} - {Version}-{Release}", $"- {digest}")],
        });
    }

    private static RpmFile Folder(string path) => new(path, FileKind.Directory) { Mode = FolderMode, ModifiedAt = PackTime.Fixed };
}
