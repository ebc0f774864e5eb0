using System.Collections.Immutable;

namespace RpmTasks.Rpm.Model;

/// <summary>
/// Everything that decides the bytes of one package: header values and payload recipe. No clock, no host name, no paths of
/// the building machine: two equal specs give two equal files.
/// </summary>
internal sealed record RpmSpec
{
    public required string Name { get; init; }

    public uint? Epoch { get; init; }

    public required string Version { get; init; }

    public required string Release { get; init; }

    /// <summary>rpm's name of the architecture: x86_64, aarch64, noarch.</summary>
    public required string Architecture { get; init; }

    public required string Summary { get; init; }

    public required string Description { get; init; }

    public required string License { get; init; }

    public string? Url { get; init; }

    /// <summary>Where the sources lie, and which of them: "git:https://example.com/orders#COMMIT".</summary>
    public string? Vcs { get; init; }

    public string? Vendor { get; init; }

    public string? Packager { get; init; }

    public string Group { get; init; } = "Unspecified";

    public string BuildHost { get; init; } = "localhost";

    /// <summary>Seconds since 1970-01-01 UTC; no file time in the package is later.</summary>
    public required long BuildTime { get; init; }

    public PayloadCompression Compression { get; init; } = PayloadCompression.Zstd();

    /// <summary>In any order; the writer sorts. Two files with one path are an error.</summary>
    public ImmutableArray<RpmFile> Files { get; init; } = [];

    /// <summary>What the user and the plan ask for; the writer adds the self-provides, rpmlib() features, config() and scriptlet interpreters.</summary>
    public ImmutableArray<RpmDependency> Dependencies { get; init; } = [];

    /// <summary>At most one per kind.</summary>
    public ImmutableArray<Scriptlet> Scriptlets { get; init; } = [];

    /// <summary>Newest first.</summary>
    public ImmutableArray<ChangelogEntry> Changelog { get; init; } = [];
}

/// <summary>The payload's compressor.</summary>
internal enum PayloadCompressor
{
    None,
    Gzip,
    Zstd,
}

/// <summary>How the payload is compressed.</summary>
/// <param name="Level">The compressor's own scale; 0 for none.</param>
internal sealed record PayloadCompression(PayloadCompressor Compressor, int Level)
{
    public static PayloadCompression None { get; } = new(PayloadCompressor.None, 0);

    public static PayloadCompression Gzip(int level = 6) => new(PayloadCompressor.Gzip, level);

    public static PayloadCompression Zstd(int level = 6) => new(PayloadCompressor.Zstd, level);
}

/// <summary>One entry of the package's change log.</summary>
/// <param name="Date">The day; rpm stores noon UTC.</param>
/// <param name="Author">"Full Name &lt;mail&gt; - version-release".</param>
/// <param name="Text">The items, one a line, each starting with "- ".</param>
internal sealed record ChangelogEntry(DateOnly Date, string Author, string Text);
