using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Reading;

/// <summary>What no package can be without, and lists that must fit together.</summary>
internal static class MainHeaderChecks
{
    private static readonly Tag[] Required = [Tags.Name, Tags.Version, Tags.Release, Tags.Os, Tags.Arch];

    private static readonly Tag[] Expected = [Tags.Summary, Tags.Description, Tags.License, Tags.PayloadFormat];

    public static void Check(Header header, RpmFindings findings)
    {
        foreach (var tag in Required)
            findings.AddUnless(header.Has(tag), tag.ToString(), "it is missing", "rpm does not install the package");
        foreach (var tag in Expected)
            findings.NoteUnless(header.Has(tag), tag.ToString(), "it is missing");
        CheckPayloadTags(header, findings);
        CheckDependencies(header, findings);
        CheckChangelog(header, findings);
    }

    private static void CheckPayloadTags(Header header, RpmFindings findings)
    {
        if (header.Get(Tags.PayloadFormat) is { } format and not "cpio")
            findings.Add(Tags.PayloadFormat.ToString(), $"it is '{format}' instead of 'cpio'", "rpm does not unpack it");
        if (header.Get(Tags.PayloadCompressor) is { } compressor && !Decoder.Knows(compressor))
            findings.Add(Tags.PayloadCompressor.ToString(), $"'{compressor}' is unknown", "rpm does not unpack it");
        if (header.Get(Tags.PayloadCompressor) is "none" or "ufdio")
            findings.Note(Tags.PayloadCompressor.ToString(), "an uncompressed payload has no such tag", "rpm 6.1 installs nothing");
        foreach (var tag in new[] { Tags.PayloadSha256Algo, Tags.FileDigestAlgo }.Where(header.Has))
            findings.AddUnless(header.Get(tag).Length == 1, tag.ToString(), "it has more than one value");
        if (!header.Has(Tags.PayloadSha256) && !header.Has(Tags.PayloadSha512) && !header.Has(Tags.PayloadSha3))
        {
            findings.Note(
                Tags.PayloadSha256.ToString(),
                "there is no SHA-256 of the payload",
                "rpm 6 and hosts in FIPS mode refuse the package ('does not verify: no digest')");
        }

        if (header.Has(Tags.BaseNames) && FileHash.IsWeak(header))
        {
            findings.Note(
                Tags.FileDigestAlgo.ToString(), "the digests of the files are MD5 or SHA-1", "hosts in FIPS mode stop with 'Digest mismatch'");
        }
    }

    private static void CheckDependencies(Header header, RpmFindings findings)
    {
        var provided = header.Get(Tags.ProvideName);
        findings.NoteUnless(
            header.Get(Tags.Name) is not { } name || provided.Contains(name) || !header.Has(Tags.SourceRpm),
            Tags.ProvideName.ToString(),
            "the package does not provide its own name",
            "another package that requires it by name is not satisfied");
        foreach (var kind in Enum.GetValues<DependencyKind>())
        {
            var tags = DependencyTags.Of(kind);
            var counts = (Names: header.Get(tags.Name).Length, Flags: header.Get(tags.Flags).Length, Versions: header.Get(tags.Version).Length);
            findings.AddUnless(
                counts.Names == counts.Flags && counts.Names == counts.Versions,
                kind.ToString(),
                $"it has {counts.Names} names, {counts.Flags} flags and {counts.Versions} versions",
                "rpm does not install the package, or takes any version for the right one");
        }
    }

    private static void CheckChangelog(Header header, RpmFindings findings)
    {
        var counts = (Times: header.Get(Tags.ChangelogTime).Length, Names: header.Get(Tags.ChangelogName).Length, Texts: header.Get(Tags.ChangelogText).Length);
        findings.AddUnless(
            counts.Times == counts.Names && counts.Times == counts.Texts,
            "change log",
            $"it has {counts.Times} times, {counts.Names} names and {counts.Texts} texts");
    }
}
