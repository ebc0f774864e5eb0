using System.IO.Compression;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Rpm.Tests.Compatibility;

/// <summary>What one old rpm accepts, as its source says: header.c, package.c, rpmds.c, cpio.c of that version.</summary>
internal sealed record HostRules(string Rpm)
{
    public required int MainData { get; init; }

    public required string[] Compressors { get; init; }

    /// <summary>rpmlib() features that it provides, with their literal versions.</summary>
    public required string[] Features { get; init; }

    /// <summary>Whether it takes inodes, link counts and sizes from the archive; later ones take them from the header.</summary>
    public bool GoesByArchive { get; init; }

    private const int MainEntries = 65535;
    private const int SignatureEntries = 32;
    private const int SignatureData = 8192;

    /// <summary>Signature tags that later fixes refuse in a main header (CVE-2021-20271).</summary>
    private static readonly int[] NotInMain = [257, 259, 261, 262, 267, 268, 269, 270, 271, 273, .. Enumerable.Range(274, 6), 1046];

    private static readonly string[] SinceLongAgo =
    [
        "VersionedDependencies 3.0.3-1", "CompressedFileNames 3.0.4-1", "PayloadIsBzip2 3.0.5-1", "PayloadIsXz 5.2-1", "PayloadIsLzma 4.4.6-1", "PayloadFilesHavePrefix 4.0-1",
        "ExplicitPackageProvide 4.0-1", "HeaderLoadSortsTags 4.0.1-1", "ScriptletInterpreterArgs 4.0.3-1", "PartialHardlinkSets 4.0.4-1", "ConcurrentAccess 4.1-1",
        "BuiltinLuaScripts 4.2.2-1", "FileDigests 4.6.0-1", "FileCaps 4.6.1-1", "ScriptletExpansion 4.9.0-1", "TildeInVersions 4.10.0-1",
    ];

    public static HostRules Rpm411 { get; } = new("4.11 (EL7)")
    {
        MainData = (16 << 20) - 1,
        Compressors = ["gzip", "bzip2", "xz", "lzma"],
        Features = SinceLongAgo,
        GoesByArchive = true,
    };

    public static HostRules Rpm414 { get; } = new("4.14 (EL8.2)")
    {
        MainData = (256 << 20) - 1,
        Compressors = [.. Rpm411.Compressors, "zstd"],
        Features = [.. SinceLongAgo, "LargeFiles 4.12.0-1", "RichDependencies 4.12.0-1", "PayloadIsZstd 5.4.18-1", "CaretInVersions 4.15.0-1"],
    };

    /// <returns>Why it would not install the package; nothing when it would.</returns>
    public IReadOnlyList<string> Violations(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var package = RpmReader.Read(stream);
        return
        [
            .. OfHeader("signature header", package.Signature, SignatureEntries, SignatureData),
            .. OfHeader("main header", package.Main, MainEntries, MainData),
            .. package.Main.Entries.Where(entry => NotInMain.Contains(entry.Tag)).Select(entry => $"the main header has the signature tag {entry.Tag}"),
            .. OfTypes(package.Main),
            .. OfFeatures(package),
            .. package.Compressor is { } compressor && !Compressors.Contains(compressor) ? new[] { $"the payload is {compressor}" } : [],
            .. GoesByArchive ? OfArchive(package, stream) : [],
        ];
    }

    private static IEnumerable<string> OfHeader(string name, Header header, int maxEntries, int maxData)
    {
        var intro = HeaderIntro.Read(header.Bytes)!;
        if (intro.EntryCount > maxEntries)
            yield return $"the {name} has {intro.EntryCount} entries";
        if (intro.DataLength > maxData)
            yield return $"the {name} has {intro.DataLength} bytes of data";
        foreach (var entry in header.Entries.Where(entry => entry.Count == 0))
            yield return $"the {name} has no value for {entry.Tag}";
    }

    private static IEnumerable<string> OfTypes(Header main) =>
        from entry in main.Entries
        let tag = Tags.Find(entry.Tag)
        where tag is null || entry.Type != tag.Type && !(tag.Name.EndsWith("PROG", StringComparison.Ordinal) && entry.Type == TagType.String)
        select $"the main header has {entry.Tag} as {entry.Type}";

    private IEnumerable<string> OfFeatures(RpmPackage package) =>
        from dependency in package.ReadDependencies(DependencyKind.Requires)
        where dependency.Flags.HasFlag(Sense.RpmLib)
        let feature = $"{dependency.Name["rpmlib(".Length..^1]} {dependency.Version}"
        where !Features.Contains(feature)
        select $"it does not know {feature}";

    private static List<string> OfArchive(RpmPackage package, Stream stored)
    {
        if (package.Main.Has(Tags.LongFileSizes))
            return ["it does not know LONGFILESIZES"];
        using var payload = package.Compressor == "gzip" ? new GZipStream(stored, CompressionMode.Decompress) : stored;
        var numbers = package.Main.Get(Tags.FileInodes);
        var files = package.ReadFiles().Where(file => !file.IsGhost).ToDictionary(file => "." + file.Path, StringComparer.Ordinal);
        var inodes = new HashSet<uint>();
        List<string> violations = [];
        foreach (var entry in ArchiveEntries.Read(payload))
        {
            if (!files.Remove(entry.Name, out var file) || !inodes.Add(entry.Inode))
                violations.Add($"{entry.Name} is in the archive alone, or twice, or with the inode of another");
            else if (entry.LinkCount != 1 || entry.Size != file.Size || entry.Mode != file.Mode || entry.Inode != numbers[file.Index])
                violations.Add($"the archive says of {entry.Name}: {entry}");
        }
        violations.AddRange(files.Keys.Select(name => $"{name} is not in the archive"));
        return violations;
    }
}
