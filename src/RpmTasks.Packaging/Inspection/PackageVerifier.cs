using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Inspection;

/// <summary>Verifies files, with the keys that were given for it.</summary>
internal sealed class PackageVerifier
{
    private readonly VerifyOptions _options;

    private PackageVerifier(VerifyOptions options) => _options = options;

    /// <param name="keyFiles">None looks at the form of signatures only.</param>
    /// <exception cref="PackException">One of them holds no public key.</exception>
    public static PackageVerifier Create(ImmutableArray<string> keyFiles, int parallelism) =>
        new(new VerifyOptions(parallelism) { Keys = keyFiles.IsEmpty ? null : PackageReading.ReadKeys(keyFiles) });

    /// <returns>Empty when nothing is to be said of the package.</returns>
    /// <exception cref="PackException">The file cannot be read, or is no package.</exception>
    public ImmutableArray<Problem> Verify(string path, CancellationToken cancel) => PackageReading.Verify(path, _options, cancel);

    public static string Sound(string path) => $"{VisibleText.Of(Path.GetFileName(path))}: sound";
}
