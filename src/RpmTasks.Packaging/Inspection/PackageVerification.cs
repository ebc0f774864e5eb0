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
        return [.. findings.Concat(Notes(package, options)).OrderBy(finding => finding.Kind).Select(finding => ToProblem(name, finding))];
    }

    public static Problem ToProblem(string name, RpmFinding finding)
    {
        var (what, detail) = (VisibleText.Of(finding.What), VisibleText.Of(finding.Detail));
        var onHost = finding.OnHost is null ? "" : $"On a host: {VisibleText.Of(finding.OnHost)}.";
        var (rule, usual) = finding.Kind switch
        {
            FindingKind.Damage => (Rules.DamagedRpm, "Get the package again from where it comes from."),
            FindingKind.Untrusted => (Rules.UntrustedRpm, "Install it only if you know why."),
            _ => (Rules.RpmNote, "It does not matter to rpm."),
        };
        return Problem.Of(rule, name, what, detail, onHost.Length > 0 ? onHost : usual);
    }

    private static IReadOnlyList<RpmFinding> Notes(Stream package, VerifyOptions options)
    {
        try
        {
            package.Position = 0;
            // With keys, verification itself says of an unsigned package that it is.
            return options.Keys is null ? PackageNotes.Of(RpmReader.Read(package)) : [];
        }
        catch (RpmFormatException)
        {
            // Verification said it already.
            return [];
        }
    }
}
