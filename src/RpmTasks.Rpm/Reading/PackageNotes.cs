using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>What is worth knowing of a package and no fault of it.</summary>
internal static class PackageNotes
{
    private static readonly Tag[] _signatures =
        [SignatureTags.Rsa, SignatureTags.Dsa, SignatureTags.OpenPgp, SignatureTags.Pgp, SignatureTags.Gpg];

    public static bool IsSigned(RpmPackage package) => _signatures.Any(package.Signature.Has);

    public static IReadOnlyList<RpmFinding> Of(RpmPackage package)
    {
        var findings = new RpmFindings();
        findings.NoteUnless(
            IsSigned(package),
            "signature",
            "there is none",
            "dnf with gpgcheck and rpm 6 by default refuse the package ('no signature')");
        return findings.All;
    }
}
