using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>The OpenPGP signatures over a package's main header. Those over header and payload (PGP, GPG) are of rpm before 4.14 and read by no rpm 6.</summary>
internal static class OpenPgpSignatures
{
    public static IEnumerable<(Tag Tag, byte[] Bytes)> Of(RpmPackage package, RpmFindings findings)
    {
        foreach (var tag in new[] { SignatureTags.Rsa, SignatureTags.Dsa }.Where(package.Signature.Has))
            yield return (tag, package.Signature.Get(tag).ToArray());
        foreach (var text in package.Signature.Get(SignatureTags.OpenPgp))
        {
            var bytes = Decode(text);
            findings.AddUnless(bytes is not null, SignatureTags.OpenPgp.ToString(), "it is not base64");
            if (bytes is not null)
                yield return (SignatureTags.OpenPgp, bytes);
        }
    }

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
