using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Rpm.Writing;

/// <summary>Tells whether a package is the one that a spec makes, without making it.</summary>
internal static class WrittenHeader
{
    /// <summary>
    /// Compares the main headers. What only the payload's bytes decide is taken from the package, which must be verified too; the digests of its
    /// files must be known beforehand.
    /// </summary>
    public static bool IsOf(RpmSpec spec, RpmPackage package)
    {
        var files = PackagedFiles.Of(spec);
        var payload = package.Main.FirstText(Tags.PayloadSha256) ?? "";
        string[] digests = [.. files.All.Select(file => file.InPayload ? file.File.Content?.Sha256 ?? "" : "")];
        return MainHeader.Compose(spec, files, new PayloadDigests(payload, digests)).Build().AsSpan().SequenceEqual(package.Main.Bytes);
    }
}
