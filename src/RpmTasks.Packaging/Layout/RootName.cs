using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Layout;

/// <summary>The names of a base's tree that has a package of its own. All follow from its content's digest, so that whoever packs it names it the same.</summary>
internal sealed record RootName(Digest Digest)
{
    public const string Folder = "/usr/libexec/container-roots";

    private const int Digits = 16;

    public string Package => $"container-root-{Digest.Hex[..Digits]}";

    public string Capability => $"container-root({Digest})";

    public string Path => $"{Folder}/{Digest.Hex[..Digits]}";
}
