using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Inspection;

/// <summary>Judges a package made anywhere: damage is an error, what is only worth knowing a warning.</summary>
internal static class PackageVerification
{
    /// <param name="name">How messages name the package.</param>
    /// <param name="package">Can seek.</param>
    /// <returns>Damage first; empty when nothing is to be said.</returns>
    public static ImmutableArray<Problem> Verify(string name, Stream package, VerifyOptions options, CancellationToken cancel)
    {
        var findings = RpmVerifier.Verify(package, options, cancel).Findings;
        return [.. findings.Concat(Notes(package)).OrderBy(finding => finding.Kind).Select(finding => ToProblem(name, finding))];
    }

    public static Problem ToProblem(string name, RpmFinding finding)
    {
        var (what, detail) = (VisibleText.Of(finding.What), VisibleText.Of(finding.Detail));
        var onHost = finding.OnHost is null ? "" : $"On a host: {VisibleText.Of(finding.OnHost)}.";
        return finding.Kind == FindingKind.Damage
            ? Problem.Of(Rules.DamagedRpm, name, what, detail, onHost.Length > 0 ? onHost : "Get the package again from where it comes from.")
            : Problem.Of(Rules.RpmNote, name, what, detail, onHost.Length > 0 ? onHost : "It does not matter to rpm.");
    }

    private static IReadOnlyList<RpmFinding> Notes(Stream package)
    {
        try
        {
            package.Position = 0;
            return PackageNotes.Of(RpmReader.Read(package));
        }
        catch (RpmFormatException)
        {
            // Verification said it already.
            return [];
        }
    }
}
