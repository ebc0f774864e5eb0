using System.Security.Cryptography;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Rpm.Writing;

/// <summary>
/// What the package of a spec would say of itself, without making it: nothing is compressed, and of the contents only those are read whose
/// digest is not known beforehand. What the payload alone decides, its digest, is zeros.
/// </summary>
internal static class PlannedPackage
{
    /// <exception cref="RpmSpecException">The spec is not one of a sound package.</exception>
    /// <exception cref="IOException">A content cannot be read.</exception>
    public static RpmPackage Of(RpmSpec spec)
    {
        SpecRules.Check(spec);
        var files = PackagedFiles.Of(spec);
        var headerLength = MainHeader.LengthOf(spec, files);
        var digests = PayloadDigests.Unknown(files) with { Files = [.. files.All.Select(DigestOf)] };
        var main = MainHeader.Compose(spec, files, digests).Build();
        using var start = new MemoryStream();
        start.Write(RpmWriter.LeadOf(spec));
        start.Write(SignatureHeader.Build(main, new SignatureSizes(headerLength, files.PayloadLength)));
        start.Position = Lead.Size + SignatureHeader.Length;
        start.Write(main);
        start.Position = 0;
        return RpmReader.Read(start);
    }

    private static string DigestOf(PackagedFile file)
    {
        if (!file.InPayload || file.File.Kind != FileKind.Regular)
            return "";
        if (file.File.Content is not { } content)
            return Convert.ToHexStringLower(SHA256.HashData([]));
        if (content.Sha256 is { } known)
            return known;
        using var stream = content.Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
