using System.Security.Cryptography;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Rpm.Reading;

/// <summary>The digests and signatures of the main header, and tags that stand in the wrong header.</summary>
internal static class SignatureChecks
{
    public static void Check(RpmPackage package, PublicKeys? keys, RpmFindings findings)
    {
        var main = package.Main.Bytes;
        CheckDigest(package, SignatureTags.Sha256, Convert.ToHexStringLower(SHA256.HashData(main)), findings);
#pragma warning disable CA5350 // The tag says SHA-1.
        CheckDigest(package, SignatureTags.Sha1, Convert.ToHexStringLower(SHA1.HashData(main)), findings);
#pragma warning restore CA5350
        CheckDigest(package, SignatureTags.Sha3, Sha3Of(main), findings);
        findings.NoteUnless(
            package.Signature.Has(SignatureTags.Sha256) || package.Signature.Has(SignatureTags.Sha3),
            SignatureTags.Sha256.ToString(),
            "there is no digest of the main header that rpm 6 accepts",
            "rpm 6 and hosts in FIPS mode refuse the package ('does not verify: no digest')");
        foreach (var entry in package.Main.Entries.Where(entry => IsMisplaced(entry.Tag, package)))
            findings.Add($"tag {entry.Tag}", "it belongs into the signature header, and rpm refuses it in the main header");
        var signatures = OpenPgpSignatures.Of(package, findings).ToList();
        foreach (var signature in signatures)
            CheckSignature(signature, main, keys, findings);
        // Whoever names keys wants to know that one of them signed.
        if (keys is not null && signatures.Count == 0)
            findings.Distrust(HeaderKind.Signature.Name, "the package is not signed", "rpm 6 refuses it, and so does dnf with gpgcheck");
    }

    private static void CheckSignature((Tag Tag, byte[] Bytes) signature, ReadOnlySpan<byte> main, PublicKeys? keys, RpmFindings findings)
    {
        // Without keys none is known; what can be said of the signature alone is said before a key is looked for.
        var verdict = (keys ?? PublicKeys.None).Verify(signature.Bytes, main);
        var what = signature.Tag.ToString();
        const string refused = "rpm -K does not accept it, and dnf with gpgcheck does not install the package";
        switch (verdict.State)
        {
            case SignatureState.Good:
            case SignatureState.UnknownKey when keys is null:
                findings.NoteUnless(
                    HeaderSignature.Read(signature.Bytes).Hash is { IsTrusted: true },
                    what,
                    "it is over SHA-1",
                    "EL9 and hosts whose rpm reads OpenPGP with Sequoia do not accept it");
                break;
            case SignatureState.UnsupportedAlgorithm when keys is null:
                findings.Note(what, verdict.Detail + ", so it was not checked");
                break;
            case SignatureState.UnknownKey or SignatureState.UnusableKey or SignatureState.UnsupportedAlgorithm:
                findings.Distrust(what, verdict.Detail, refused);
                break;
            default:
                findings.Add(what, verdict.Detail, refused);
                break;
        }
    }

    /// <summary>headerMergeLegacySigs takes these over from the signature header and refuses to find them there already.</summary>
    private static bool IsMisplaced(int tag, RpmPackage package) =>
        tag is 257 or 259 or 261 or 262 or (>= 267 and <= 271) or (>= 273 and <= 279)
        || (tag == Tags.ArchiveSize.Number && package.Signature.Has(SignatureTags.PayloadSize));

    private static void CheckDigest(RpmPackage package, StringTag tag, string? actual, RpmFindings findings)
    {
        if (actual is not null && package.Signature.Get(tag) is { } promised)
            findings.AddUnless(promised == actual, tag.ToString(), $"the main header's digest is {actual}, not {promised}", "rpm -K says 'digest: BAD', and the package is not installed");
    }

    /// <summary>Not every system's cryptography has it.</summary>
    private static string? Sha3Of(ReadOnlySpan<byte> bytes) =>
        SHA3_256.IsSupported ? Convert.ToHexStringLower(SHA3_256.HashData(bytes)) : null;
}
