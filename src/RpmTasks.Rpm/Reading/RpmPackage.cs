using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Reading;

/// <summary>A package without its payload.</summary>
internal sealed record RpmPackage(Lead Lead, Header Signature, Header Main)
{
    /// <summary>The bytes between the headers.</summary>
    public bool IsPaddedWithZeros { get; init; } = true;

    public string? Name => Main.Get(Tags.Name);

    public uint? Epoch => Main.Get(Tags.Epoch) is [var epoch, ..] ? epoch : null;

    public string? Version => Main.Get(Tags.Version);

    public string? Release => Main.Get(Tags.Release);

    public string? Architecture => Main.Get(Tags.Arch);

    /// <summary>A source package is one that does not say what it was built from (headerIsSource).</summary>
    public bool IsSource => !Main.Has(Tags.SourceRpm);

    /// <summary>RPMFORMAT, which only format v6 has.</summary>
    public uint Format => Main.Get(Tags.RpmFormat) is [var format, ..] ? format : 4;

    /// <summary>PAYLOADCOMPRESSOR; null when the payload is not compressed.</summary>
    public string? Compressor => Main.Get(Tags.PayloadCompressor);

    /// <summary>In format v6 the numbers from 1000 on are remains of another writer, which rpm 6 does not look at.</summary>
    public bool HasLegacySignatureTags => !(Signature.Has(SignatureTags.Reserved) && Signature.Has(SignatureTags.Sha3));

    /// <exception cref="RpmFormatException">The arrays of the list are not equally long.</exception>
    public IReadOnlyList<RpmDependency> ReadDependencies(DependencyKind kind)
    {
        var tags = DependencyTags.Of(kind);
        var (names, flags, versions) = (Main.Get(tags.Name), Main.Get(tags.Flags), Main.Get(tags.Version));
        if ((flags.Length > 0 && names.Length != flags.Length) || (versions.Length > 0 && names.Length != versions.Length))
            throw new RpmFormatException("main header", $"{kind} has {names.Length} names, {flags.Length} flags and {versions.Length} versions");
        // Without flags or versions any will do, which is how rpm reads it too.
        return [.. names.Select((name, i) => new RpmDependency(kind, name, (Sense)flags.ElementAtOrDefault(i), versions.ElementAtOrDefault(i) ?? ""))];
    }

    /// <exception cref="RpmFormatException">The arrays of files are not equally long, or an index leads nowhere.</exception>
    public IReadOnlyList<FileEntry> ReadFiles() => FileEntry.ReadAll(Main);
}
