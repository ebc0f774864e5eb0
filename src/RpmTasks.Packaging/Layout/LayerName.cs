using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Layout;

/// <summary>The names of a layer that has a package of its own. All follow from its blob's digest, so that whoever packs it names it the same.</summary>
internal sealed record LayerName(Digest Digest)
{
    public const string ParentFolder = "/usr/share/container-layers";

    public const string Folder = ParentFolder + "/sha256";

    public const string PackagePrefix = "container-layer-";

    /// <summary>Enough to tell layers apart; what is required is the whole digest.</summary>
    public const int DigitsInPackage = 16;

    public string Package => PackagePrefix + Digest.Hex[..DigitsInPackage];

    public string Capability => $"container-layer({Digest})";

    public string Path => $"{Folder}/{Digest.Hex}";

    /// <summary>The way there from a blob in an image folder of the host.</summary>
    public string LinkFrom(string imageFolder)
    {
        // Relative, so that it leads there also from outside of a chroot: from blobs/sha256 up to /usr/share.
        var steps = $"{imageFolder}/blobs/sha256".Count(character => character == '/') - "/usr/share".Count(character => character == '/');
        return string.Concat(Enumerable.Repeat("../", steps)) + Path["/usr/share/".Length..];
    }
}
