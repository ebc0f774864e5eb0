using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>Reads what stands before the payload.</summary>
internal static class RpmReader
{
    /// <summary>Afterwards the stream stands at the first byte of the payload.</summary>
    /// <param name="package">Need not be able to seek.</param>
    /// <exception cref="RpmFormatException">It is no package of format v4 or v6, or its headers are damaged.</exception>
    public static RpmPackage Read(Stream package)
    {
        var lead = ReadLead(package);
        var signature = HeaderReader.Read(package, HeaderKind.Signature);
        var isPaddedWithZeros = SkipPadding(package, signature.Bytes.Length);
        var main = HeaderReader.Read(package, HeaderKind.Main);
        return new RpmPackage(lead, signature, main) { IsPaddedWithZeros = isPaddedWithZeros };
    }

    private static Lead ReadLead(Stream package)
    {
        var bytes = new byte[Lead.Size];
        if (package.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new RpmFormatException("lead", "the package ends within it");
        var lead = Lead.Read(bytes) ?? throw new RpmFormatException("lead", "it does not begin with the magic of a package");
        if (lead.Major is not (Lead.FormatV4 or Lead.FormatV6))
            throw new RpmFormatException("lead", $"its major version is {lead.Major} instead of {Lead.FormatV4} (format v4) or {Lead.FormatV6} (v6)");
        if (lead.Type is not (Lead.Binary or Lead.Source))
            throw new RpmFormatException("lead", $"its type {lead.Type} is neither that of a binary nor of a source package");
        return lead.SignatureType == Lead.HeaderSignature
            ? lead
            : throw new RpmFormatException("lead", $"its signature type is {lead.SignatureType} instead of {Lead.HeaderSignature}");
    }

    /// <returns>Whether it is zeros, as it should be and no rpm looks.</returns>
    private static bool SkipPadding(Stream package, int signatureLength)
    {
        var padding = new byte[-signatureLength & 7];
        if (package.ReadAtLeast(padding, padding.Length, throwOnEndOfStream: false) < padding.Length)
            throw new RpmFormatException("signature header", "the package ends within its padding");
        return !padding.AsSpan().ContainsAnyExcept((byte)0);
    }
}
