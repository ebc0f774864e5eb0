using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>What is worth knowing of a package and no fault of it.</summary>
internal static class PackageNotes
{
    /// <summary>Those over the header; those over header and payload (PGP, GPG) are not verified here, nor by rpm 6.</summary>
    private static readonly Tag[] Signatures = [SignatureTags.Rsa, SignatureTags.Dsa, SignatureTags.OpenPgp];

    public static bool IsSigned(RpmPackage package) => Signatures.Any(package.Signature.Has);

    public static IReadOnlyList<RpmFinding> Of(RpmPackage package)
    {
        var findings = new RpmFindings();
        findings.NoteUnless(IsSigned(package), "signature", "there is none", "dnf with gpgcheck and rpm 6 by default refuse the package ('no signature')");
        return findings.All;
    }
}
