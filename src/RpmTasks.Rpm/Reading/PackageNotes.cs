using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>What is worth knowing of a package and no fault of it.</summary>
internal static class PackageNotes
{
    /// <summary>Those over the header; those over header and payload (PGP, GPG) are not verified here, nor by rpm 6.</summary>
    private static readonly Tag[] _signatures = [SignatureTags.Rsa, SignatureTags.Dsa, SignatureTags.OpenPgp];

    public static bool IsSigned(RpmPackage package) => _signatures.Any(package.Signature.Has);

    /// <param name="mustBeSigned">Keys were given to verify it with.</param>
    public static IReadOnlyList<RpmFinding> Of(RpmPackage package, bool mustBeSigned)
    {
        const string what = "signature";
        const string detail = "there is none";
        const string onHost = "dnf with gpgcheck and rpm 6 by default refuse the package ('no signature')";
        var findings = new RpmFindings();
        if (!IsSigned(package) && mustBeSigned)
            findings.Distrust(what, detail, onHost);
        else
            findings.NoteUnless(IsSigned(package), what, detail, onHost);
        return findings.All;
    }
}
