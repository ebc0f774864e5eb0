using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Reading;

/// <summary>What no package can be without, and lists that must fit together.</summary>
internal static class MainHeaderChecks
{
    private static readonly Tag[] _required =
    [
        Tags.Name, Tags.Version, Tags.Release, Tags.Summary, Tags.Description, Tags.License, Tags.Os, Tags.Arch, Tags.SourceRpm,
        Tags.PayloadFormat, Tags.PayloadSha256,
    ];

    public static void Check(Header header, RpmFindings findings)
    {
        foreach (var tag in _required)
            findings.AddUnless(header.Has(tag), tag.ToString(), "it is missing");
        if (header.Get(Tags.PayloadFormat) is { } format and not "cpio")
            findings.Add(Tags.PayloadFormat.ToString(), $"it is '{format}' instead of 'cpio'");
        if (header.Get(Tags.PayloadCompressor) is { } compressor && !Decoder.Knows(compressor))
            findings.Add(Tags.PayloadCompressor.ToString(), $"'{compressor}' is unknown");
        foreach (var tag in new[] { Tags.PayloadSha256Algo, Tags.FileDigestAlgo }.Where(header.Has))
            findings.AddUnless(header.Get(tag).Length == 1, tag.ToString(), "it has more than one value");
        CheckProvides(header, findings);
        CheckChangelog(header, findings);
    }

    private static void CheckProvides(Header header, RpmFindings findings)
    {
        var provided = header.Get(Tags.ProvideName);
        findings.AddUnless(
            header.Get(Tags.Name) is not { } name || provided.Contains(name), Tags.ProvideName.ToString(), "the package does not provide its own name");
        foreach (var kind in Enum.GetValues<DependencyKind>())
        {
            var tags = DependencyTags.Of(kind);
            var counts = (header.Get(tags.Name).Length, header.Get(tags.Flags).Length, header.Get(tags.Version).Length);
            findings.AddUnless(
                counts.Item1 == counts.Item2 && counts.Item1 == counts.Item3, kind.ToString(), $"its names, flags and versions are {counts} many");
        }
    }

    private static void CheckChangelog(Header header, RpmFindings findings)
    {
        var counts = (header.Get(Tags.ChangelogTime).Length, header.Get(Tags.ChangelogName).Length, header.Get(Tags.ChangelogText).Length);
        findings.AddUnless(
            counts.Item1 == counts.Item2 && counts.Item1 == counts.Item3, "change log", $"its times, names and texts are {counts} many");
    }
}
