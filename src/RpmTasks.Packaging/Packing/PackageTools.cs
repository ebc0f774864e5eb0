using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Signing;

namespace RpmTasks.Packaging.Packing;

/// <summary>What packages are written with, the same for all of one build.</summary>
internal sealed record PackageTools(BuildEnvironment Environment)
{
    /// <summary>Null leaves them unsigned.</summary>
    public PackageSigner? Signer { get; init; }

    /// <summary>Null compresses everything anew.</summary>
    public LayerCache? Cache { get; init; }
}
