using System.Collections.Immutable;

namespace RpmTasks.Packaging.Inspection;

/// <summary>What a package says about itself. Its texts are as they came: hostile until <see cref="VisibleText"/> or JSON writes them.</summary>
/// <remarks>The JSON of RpmInspect has these names in camel case; they are a contract.</remarks>
internal sealed record PackageFacts
{
    public required string File { get; init; }

    /// <summary>Bytes of the package; null while it is not written.</summary>
    public required long? FileSize { get; init; }

    public required IdentityFacts Identity { get; init; }

    public required DescriptionFacts Description { get; init; }

    public required BuildFacts Build { get; init; }

    public required PayloadFacts Payload { get; init; }

    public required ImmutableArray<SignatureFacts> Signatures { get; init; }

    public required DependencyFacts Dependencies { get; init; }

    public required ImmutableArray<FileFacts> Files { get; init; }

    public required ImmutableArray<ScriptFacts> Scripts { get; init; }

    public required ImmutableArray<ChangelogFacts> Changelog { get; init; }

    public required ImmutableArray<ImageFacts> Images { get; init; }

    public ImmutableArray<TreeFacts> Trees { get; init; } = [];
}

/// <param name="Format">4 or 6.</param>
internal sealed record IdentityFacts(string Name, uint? Epoch, string Version, string Release, string Architecture, bool IsSource, uint Format)
{
    /// <summary>name-[epoch:]version-release.architecture.</summary>
    public string Nevra { get; } = $"{Name}-{(Epoch is null ? "" : Epoch + ":")}{Version}-{Release}.{(IsSource ? "src" : Architecture)}";
}

/// <summary>Texts of the untranslated locale; null where the package says nothing.</summary>
internal sealed record DescriptionFacts
{
    public string? Summary { get; init; }

    public string? Text { get; init; }

    public string? License { get; init; }

    public string? Url { get; init; }

    public string? Vendor { get; init; }

    public string? Packager { get; init; }

    public string? Group { get; init; }

    /// <summary>Of a relocatable package.</summary>
    public ImmutableArray<string> Prefixes { get; init; } = [];
}

internal sealed record BuildFacts(DateTimeOffset? Time, string? Host, string? SourceRpm, string? RpmVersion);

/// <param name="Compressor">"none" when it is not compressed.</param>
/// <param name="Level">PAYLOADFLAGS.</param>
/// <param name="Size">Bytes of the unpacked payload.</param>
/// <param name="InstalledSize">Bytes that the files take on the host.</param>
internal sealed record PayloadFacts(string Compressor, string? Level, ulong? Size, ulong? InstalledSize)
{
    /// <summary>SHA-256 of the payload as it lies in the package.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Name of the algorithm of the files' digests.</summary>
    public required string FileDigestAlgorithm { get; init; }
}

/// <param name="Tag">The tag that holds it.</param>
/// <param name="KeyId">16 hex digits.</param>
internal sealed record SignatureFacts(string Tag, string? Algorithm, string? Hash, string? KeyId, DateTimeOffset? Time)
{
    /// <summary>Why it cannot be read; null when it can.</summary>
    public string? Problem { get; init; }
}

/// <summary>In rpm's own syntax, in the order of the package, as often as they are there.</summary>
internal sealed record DependencyFacts
{
    public required ImmutableArray<string> Provides { get; init; }

    public required ImmutableArray<string> Requires { get; init; }

    public required ImmutableArray<string> Recommends { get; init; }

    public required ImmutableArray<string> Suggests { get; init; }

    public required ImmutableArray<string> Supplements { get; init; }

    public required ImmutableArray<string> Enhances { get; init; }

    public required ImmutableArray<string> Conflicts { get; init; }

    public required ImmutableArray<string> Obsoletes { get; init; }
}

/// <param name="Type">"file", "dir", "symlink", "char", "block", "fifo" or "unknown".</param>
/// <param name="Mode">Permissions in octal: "0644".</param>
internal sealed record FileFacts(string Path, string Type, string Mode, string Owner, string Group, ulong Size)
{
    public required DateTimeOffset Time { get; init; }

    /// <summary>"config", "noreplace", "missingok", "doc", "license", "readme", "spec", "artifact", "ghost".</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    public string? LinkTarget { get; init; }

    public string? Digest { get; init; }

    public string? Capabilities { get; init; }

    /// <summary>"major, minor" of a device.</summary>
    public string? Device { get; init; }
}

/// <param name="When">As in a spec file: "post", "triggerin", "transfiletriggerun".</param>
/// <param name="Interpreter">With its arguments.</param>
internal sealed record ScriptFacts(string When, string Interpreter, string? Body)
{
    /// <summary>Of a trigger: packages or folders.</summary>
    public ImmutableArray<string> Conditions { get; init; } = [];
}

internal sealed record ChangelogFacts(DateTimeOffset Time, string Author, string Text);
