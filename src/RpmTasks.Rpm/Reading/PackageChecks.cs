using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>Whether lead and headers are of one format, and what of their form only some rpm accepts.</summary>
internal static class PackageChecks
{
    /// <summary>Beyond this rpm before 4.16 reads no signature header.</summary>
    private const int Rpm414SignatureData = 8192;

    public static void Check(RpmPackage package, RpmFindings findings)
    {
        foreach (var oddity in package.Signature.Oddities)
            findings.Note(HeaderKind.Signature.Name, oddity);
        foreach (var oddity in package.Main.Oddities)
            Odd(package, oddity, findings);
        findings.NoteUnless(package.IsPaddedWithZeros, HeaderKind.Signature.Name, "its padding is not zero");
        findings.NoteUnless(
            package.Lead.Type == (package.IsSource ? Lead.Source : Lead.Binary),
            "lead",
            $"it says {(package.IsSource ? "binary" : "source")} package, and the header {(package.IsSource ? "source" : "binary")} package");
        CheckFormat(package, findings);
        CheckLimits(package, findings);
    }

    /// <summary>Format v6 forbids what v4 merely never meant.</summary>
    private static void Odd(RpmPackage package, string oddity, RpmFindings findings)
    {
        if (package.Format == 6)
            findings.Add(HeaderKind.Main.Name, oddity, "rpm 6 refuses it in format v6");
        else
            findings.Note(HeaderKind.Main.Name, oddity);
    }

    private static void CheckFormat(RpmPackage package, RpmFindings findings)
    {
        var major = package.Format == 6 ? Lead.FormatV6 : Lead.FormatV4;
        findings.NoteUnless(package.Lead.Major == major, "lead", $"its major version is {package.Lead.Major} instead of {major} for format v{package.Format}");
        if (package.Format is not (4 or 6))
            findings.Add(Tags.RpmFormat.ToString(), $"it is {package.Format}, which is no known format", "rpm 6 refuses it");
        if (package.Format != 6)
            return;
        findings.Note(Tags.RpmFormat.ToString(), "the package is of format v6", "EL7 cannot read it; rpm2cpio of rpm before 4.20 cannot unpack it");
        findings.AddUnless(package.Main.Has(Tags.Encoding), Tags.Encoding.ToString(), "it is missing, and format v6 demands it");
    }

    private static void CheckLimits(RpmPackage package, RpmFindings findings)
    {
        findings.NoteUnless(
            package.Main.DataLength <= HeaderKind.Rpm411MaxData, HeaderKind.Main.Name, $"it has {package.Main.DataLength} bytes of data", "EL7 takes 16 MiB at most");
        findings.NoteUnless(
            package.Signature.DataLength <= Rpm414SignatureData,
            HeaderKind.Signature.Name,
            $"it has {package.Signature.DataLength} bytes of data",
            "EL7 and EL8 take 8192 at most: 'signature hdr data: BAD, no. of bytes out of range'");
    }
}
