using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Writing;

/// <summary>What is known only when the payload has been written. Its lengths are known before, and so are the header's.</summary>
/// <param name="Payload">SHA-256 of the payload as it lies in the package, in hex.</param>
/// <param name="Files">FILEDIGESTS.</param>
internal sealed record PayloadDigests(string Payload, string[] Files)
{
    /// <summary>As long as the true ones, to lay out a header with.</summary>
    private static readonly string Zeros = new('0', 64);

    public static PayloadDigests Unknown(PackagedFiles files) => new(
        Zeros,
        [.. files.All.Select(file => file.InPayload && file.File.Kind == FileKind.Regular ? Zeros : "")]);
}

/// <summary>The main header of a package: the tags rpmbuild writes, but for what only the building machine could say (COOKIE, OPTFLAGS…).</summary>
internal static class MainHeader
{
    /// <summary>PGPHASHALGO_SHA256 (rpmcrypto.h).</summary>
    private const uint Sha256Algorithm = 8;

    /// <summary>The rpm whose output ours follows. Required by tools that list packages; no reader decides by it.</summary>
    private const string RpmVersion = "4.18.0";

    /// <summary>Bytes of the header, which depend on no digest's value.</summary>
    /// <exception cref="RpmSpecException">They are more than rpm takes.</exception>
    public static int LengthOf(RpmSpec spec, PackagedFiles files)
    {
        var length = Compose(spec, files, PayloadDigests.Unknown(files)).Length;
        return length <= HeaderKind.Rpm411MaxData
            ? length
            : throw new RpmSpecException([$"The header would take {length} bytes, mostly names of files; rpm takes {HeaderKind.Rpm411MaxData}."]);
    }

    public static HeaderBuilder Compose(RpmSpec spec, PackagedFiles files, PayloadDigests digests)
    {
        var header = new HeaderBuilder(HeaderKind.Main);
        AddIdentity(header, spec);
        AddDescription(header, spec);
        AddPayload(header, spec, digests.Payload);
        AddSize(header, files);
        FileColumns.Add(header, files, digests.Files);
        AddDependencies(header, PackageDependencies.Of(spec, files));
        foreach (var scriptlet in spec.Scriptlets)
            AddScriptlet(header, scriptlet);
        AddChangelog(header, spec);
        return header;
    }

    private static void AddIdentity(HeaderBuilder header, RpmSpec spec)
    {
        header.Add(Tags.HeaderI18NTable, "C");
        header.Add(Tags.Name, spec.Name);
        header.Add(Tags.Version, spec.Version);
        header.Add(Tags.Release, spec.Release);
        if (spec.Epoch is { } epoch)
            header.Add(Tags.Epoch, epoch);
        header.Add(Tags.Os, "linux");
        header.Add(Tags.Arch, spec.Architecture);
        header.Add(Tags.Platform, $"{spec.Architecture}-unknown-linux");
        header.Add(Tags.BuildTime, (uint)spec.BuildTime);
        header.Add(Tags.BuildHost, spec.BuildHost);
        header.Add(Tags.RpmVersion, RpmVersion);
        // Its presence is what makes a package a binary one.
        header.Add(Tags.SourceRpm, RpmFileName.OfSource(spec));
        header.Add(Tags.Encoding, "utf-8");
    }

    private static void AddDescription(HeaderBuilder header, RpmSpec spec)
    {
        header.Add(Tags.Summary, spec.Summary);
        header.Add(Tags.Description, spec.Description.TrimEnd());
        header.Add(Tags.Group, spec.Group);
        header.Add(Tags.License, spec.License);
        AddOptional(header, Tags.Url, spec.Url);
        AddOptional(header, Tags.Vcs, spec.Vcs);
        AddOptional(header, Tags.Vendor, spec.Vendor);
        AddOptional(header, Tags.Packager, spec.Packager);
    }

    private static void AddOptional(HeaderBuilder header, StringTag tag, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            header.Add(tag, value);
    }

    private static void AddPayload(HeaderBuilder header, RpmSpec spec, string sha256)
    {
        var format = FrameFormat.Of(spec.Compression);
        header.Add(Tags.PayloadFormat, "cpio");
        AddOptional(header, Tags.PayloadCompressor, format.CompressorName);
        header.Add(Tags.PayloadFlags, format.Flags);
        header.Add(Tags.PayloadSha256, sha256);
        header.Add(Tags.PayloadSha256Algo, Sha256Algorithm);
        // Of the archive before compression. No rpm unpacks a payload to check it (lib/rpmvs.c), and it would take every byte of every
        // layer at each build.
        if (!format.IsCompressed)
            header.Add(Tags.PayloadSha256Alt, sha256);
        header.Add(Tags.FileDigestAlgo, Sha256Algorithm);
    }

    private static void AddSize(HeaderBuilder header, PackagedFiles files)
    {
        if (files.InstalledSize >= uint.MaxValue)
            header.Add(Tags.LongSize, (ulong)files.InstalledSize);
        else
            header.Add(Tags.Size, (uint)files.InstalledSize);
    }

    private static void AddDependencies(HeaderBuilder header, IReadOnlyList<RpmDependency> dependencies)
    {
        foreach (var kind in Enum.GetValues<DependencyKind>())
        {
            var list = dependencies.Where(dependency => dependency.Kind == kind).ToArray();
            if (list.Length == 0)
                continue;
            var tags = DependencyTags.Of(kind);
            header.Add(tags.Name, [.. list.Select(dependency => dependency.Name)]);
            header.Add(tags.Flags, list.Select(dependency => (uint)dependency.Flags).ToArray());
            header.Add(tags.Version, [.. list.Select(dependency => dependency.Version)]);
        }
    }

    private static void AddScriptlet(HeaderBuilder header, Scriptlet scriptlet)
    {
        var tags = ScriptletTags.Of(scriptlet.Kind);
        var words = scriptlet.Interpreter.Split(' ');
        if (words.Length == 1)
            header.AddAsString(tags.Program, words[0]);
        else
            header.Add(tags.Program, words);
        AddOptional(header, tags.Script, scriptlet.Body.TrimEnd());
    }

    private static void AddChangelog(HeaderBuilder header, RpmSpec spec)
    {
        if (spec.Changelog.IsEmpty)
            return;
        header.Add(Tags.ChangelogTime, spec.Changelog.Select(entry => NoonOf(entry.Date)).ToArray());
        header.Add(Tags.ChangelogName, [.. spec.Changelog.Select(entry => entry.Author)]);
        header.Add(Tags.ChangelogText, [.. spec.Changelog.Select(entry => entry.Text.TrimEnd())]);
    }

    private static uint NoonOf(DateOnly date) =>
        (uint)new DateTimeOffset(date, new TimeOnly(12, 0), TimeSpan.Zero).ToUnixTimeSeconds();
}
