using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Reading;

/// <summary>A package without its payload.</summary>
internal sealed record RpmPackage(Lead Lead, Header Signature, Header Main)
{
    public string? Name => Main.Get(Tags.Name);

    public uint? Epoch => Main.Get(Tags.Epoch) is [var epoch, ..] ? epoch : null;

    public string? Version => Main.Get(Tags.Version);

    public string? Release => Main.Get(Tags.Release);

    public string? Architecture => Main.Get(Tags.Arch);

    /// <summary>PAYLOADCOMPRESSOR; null when the payload is not compressed.</summary>
    public string? Compressor => Main.Get(Tags.PayloadCompressor);

    /// <exception cref="RpmFormatException">The arrays of the list are not equally long.</exception>
    public IReadOnlyList<RpmDependency> ReadDependencies(DependencyKind kind)
    {
        var tags = DependencyTags.Of(kind);
        var (names, flags, versions) = (Main.Get(tags.Name), Main.Get(tags.Flags), Main.Get(tags.Version));
        if (names.Length != flags.Length || names.Length != versions.Length)
            throw new RpmFormatException("main header", $"{kind} has {names.Length} names, {flags.Length} flags and {versions.Length} versions");
        return [.. names.Select((name, i) => new RpmDependency(kind, name, (Sense)flags[i], versions[i]))];
    }

    /// <exception cref="RpmFormatException">The arrays of files are not equally long, or an index leads nowhere.</exception>
    public IReadOnlyList<FileEntry> ReadFiles() => FileEntry.ReadAll(Main);
}
