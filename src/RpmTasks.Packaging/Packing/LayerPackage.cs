using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Packing;

/// <summary>
/// The package of one layer. Nothing in it is of the project or the machine: whoever packs the same blob makes the same bytes, but for the
/// signature, so that packages of different projects can require the one that is there.
/// </summary>
internal sealed record LayerPackage(Digest Digest, RpmSpec Spec)
{
    private const int FolderMode = 0b111_101_101;
    private const int FileMode = 0b110_100_100;

    private const string Version = "1";

    /// <summary>Two packages of one name, version and release must not differ: whatever changes their bytes raises this.</summary>
    private const string Release = "1";

    private const string Author = "RpmTasks";

    /// <summary>Whatever the project's own package has, and whatever the default for that may become.</summary>
    public static PayloadCompression Compression { get; } = PayloadCompression.Zstd(6);

    public static LayerPackage Of(Blob blob) => new(blob.Digest, SpecOf(new LayerName(blob.Digest), blob));

    private static RpmSpec SpecOf(LayerName name, Blob blob) => new()
    {
        Name = name.Package,
        Version = Version,
        Release = Release,
        // One repository serves every architecture, and what is for which only the requiring package knows.
        Architecture = "noarch",
        Summary = "Layer of container images",
        Description = $"Packages of services whose images have the layer\n{blob.Digest}\nshare this copy of it.",
        License = "Unspecified",
        Packager = Author,
        Group = "System Environment/Libraries",
        BuildTime = PackTime.Fixed,
        Compression = Compression,
        Files = [Folder(LayerName.ParentFolder), Folder(LayerName.Folder), File(name, blob)],
        Dependencies = [new RpmDependency(DependencyKind.Provides, name.Capability)],
        Changelog = [new ChangelogEntry(new DateOnly(2000, 1, 1), $"{Author} - {Version}-{Release}", $"- {blob.Digest}")],
    };

    private static RpmFile Folder(string path) => new(path, FileKind.Directory) { Mode = FolderMode, ModifiedAt = PackTime.Fixed };

    private static RpmFile File(LayerName name, Blob blob) => new(name.Path, FileKind.Regular)
    {
        Mode = FileMode,
        ModifiedAt = PackTime.Fixed,
        Content = new Content(blob.Size, blob.Open) { Sha256 = blob.Digest.Hex },
    };
}
