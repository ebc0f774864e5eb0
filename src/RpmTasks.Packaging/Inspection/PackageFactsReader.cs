using System.Collections.Immutable;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Inspection;

/// <summary>From headers to facts; nothing of the payload is looked at.</summary>
internal static class PackageFactsReader
{
    /// <exception cref="RpmFormatException">Arrays that belong together are not equally long.</exception>
    public static PackageFacts Read(string file, long? fileSize, RpmPackage package, IReadOnlyList<FileEntry> files) => new()
    {
        File = file,
        FileSize = fileSize,
        Identity = new IdentityFacts(
            package.Name ?? "", package.Epoch, package.Version ?? "", package.Release ?? "", package.Architecture ?? "", package.IsSource, package.Format),
        Description = DescriptionOf(package.Main),
        Build = BuildOf(package.Main),
        Payload = PayloadOf(package),
        Signatures = SignatureFactsReader.Read(package),
        Dependencies = DependencyFactsReader.Read(package),
        Files = [.. files.Select(FileFactsReader.Read)],
        Scripts = ScriptFactsReader.Read(package.Main),
        Changelog = ChangelogOf(package.Main),
        Images = [],
        Trees = [.. TreeFacts.In(files)],
    };

    private static DescriptionFacts DescriptionOf(Header header) => new()
    {
        Summary = header.Get(Tags.Summary),
        Text = header.Get(Tags.Description),
        License = header.Get(Tags.License),
        Url = header.Get(Tags.Url),
        Vendor = header.Get(Tags.Vendor),
        Packager = header.Get(Tags.Packager),
        Group = header.Get(Tags.Group),
        Prefixes = [.. header.Get(Tags.Prefixes)],
    };

    private static BuildFacts BuildOf(Header header) => new(
        header.Get(Tags.BuildTime) is [var time, ..] ? DateTimeOffset.FromUnixTimeSeconds(time) : null,
        header.Get(Tags.BuildHost),
        header.Get(Tags.SourceRpm),
        header.Get(Tags.RpmVersion));

    private static PayloadFacts PayloadOf(RpmPackage package) => new(
        package.Compressor ?? "none",
        package.Main.Get(Tags.PayloadFlags) is { Length: > 0 } level ? level : null,
        First(package.Main.Get(Tags.PayloadSizeAlt))
            ?? First(package.Signature.Get(SignatureTags.LongArchiveSize)) ?? First(package.Signature.Get(SignatureTags.PayloadSize)),
        First(package.Main.Get(Tags.LongSize)) ?? First(package.Main.Get(Tags.Size)))
    {
        Sha256 = package.Main.FirstText(Tags.PayloadSha256),
        FileDigestAlgorithm = FileHash.NameOf(package.Main),
    };

    private static ImmutableArray<ChangelogFacts> ChangelogOf(Header header)
    {
        var (times, names, texts) = (header.Get(Tags.ChangelogTime), header.Get(Tags.ChangelogName), header.Get(Tags.ChangelogText));
        return [.. times.Zip(names, texts).Select(entry => new ChangelogFacts(DateTimeOffset.FromUnixTimeSeconds(entry.First), entry.Second, entry.Third))];
    }

    private static ulong? First(uint[] values) => values is [var first, ..] ? first : null;

    private static ulong? First(ulong[] values) => values is [var first, ..] ? first : null;
}
