using RpmTasks.Images.Model;
using RpmTasks.Packaging.Layout;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Packing;

/// <summary>Looks at what lies where the package of a layer goes.</summary>
internal static class LayerFile
{
    /// <remarks>
    /// A layer can be gigabytes, so what has the header that is expected is not unpacked: that header has the digest of the layer as the
    /// file's, and the payload's digest in it holds the stored bytes. Only a writer that broke its own promise could have packed something
    /// else under it, and rpm holds the file against its digest when it installs it.
    /// </remarks>
    /// <param name="isExpected">Whether its main header is the one that would be written.</param>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public static FoundLayer Look(string path, Digest layer, VerifyOptions options, Func<RpmPackage, bool> isExpected, CancellationToken cancel)
    {
        if (!File.Exists(path))
            return new FoundLayer(LayerState.Absent);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            var package = RpmReader.Read(file);
            var hasHeader = isExpected(package);
            var verified = RpmVerifier.Verify(file, options with { StoredOnly = hasHeader }, cancel);
            return new FoundLayer(StateOf(package, layer, verified)) { HasHeader = hasHeader, Sha256 = verified.Sha256 ?? "", Length = file.Length };
        }
        catch (RpmFormatException)
        {
            return new FoundLayer(LayerState.Unfit);
        }
    }

    private static bool HoldsBlob(RpmPackage package, Digest layer)
    {
        var name = new LayerName(layer);
        return package.ReadFiles().Any(file => file.IsRegular && file.Path == name.Path && file.Digest == layer.Hex);
    }

    private static bool HoldsTree(RpmPackage package, Digest tree)
    {
        var name = new RootName(tree);
        return package.Main.Get(Tags.ProvideName).Contains(name.Capability, StringComparer.Ordinal) && package.ReadFiles().Any(file => file.IsDirectory && file.Path == name.Path);
    }

    private static LayerState StateOf(RpmPackage package, Digest layer, VerifiedRpm verified)
    {
        if (verified.Findings.Any(finding => finding.Kind == FindingKind.Damage))
            return LayerState.Unfit;
        if (!HoldsBlob(package, layer) && !HoldsTree(package, layer))
            return LayerState.Other;
        return verified.Findings.Count == 0 ? LayerState.Same : LayerState.Unfit;
    }
}

/// <param name="State">What it is worth.</param>
internal sealed record FoundLayer(LayerState State)
{
    /// <summary>Whether its main header is the one that would be written.</summary>
    public bool HasHeader { get; init; }

    public string Sha256 { get; init; } = "";

    public long Length { get; init; }

    /// <summary>Whether it is, but for its signature, what would be written.</summary>
    public bool IsExpected => State == LayerState.Same && HasHeader;
}

internal enum LayerState
{
    Absent,

    /// <summary>The layer, sound, and signed with the key if there is one.</summary>
    Same,

    /// <summary>Damaged, or not signed with the key.</summary>
    Unfit,

    /// <summary>A sound package that holds something else.</summary>
    Other,
}
