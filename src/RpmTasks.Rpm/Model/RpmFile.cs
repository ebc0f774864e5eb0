namespace RpmTasks.Rpm.Model;

/// <summary>What a packaged path is on the host.</summary>
internal enum FileKind
{
    Regular,
    Directory,
    SymbolicLink,
}

/// <summary>RPMFILE_* bits of FILEFLAGS (rpmfiles.h).</summary>
[Flags]
internal enum FileFlags
{
    None = 0,
    Config = 1 << 0,
    Doc = 1 << 1,
    MissingOk = 1 << 3,
    NoReplace = 1 << 4,
    SpecFile = 1 << 5,
    Ghost = 1 << 6,
    License = 1 << 7,
    ReadMe = 1 << 8,
    Artifact = 1 << 12,
}

/// <summary>One path that the package owns.</summary>
/// <param name="Path">Absolute, '/' separated, without a trailing '/'.</param>
/// <param name="Kind">What lies there.</param>
internal sealed record RpmFile(string Path, FileKind Kind)
{
    /// <summary>Permission bits (0 to 07777); a symbolic link is always 0777.</summary>
    public required int Mode { get; init; }

    public string Owner { get; init; } = "root";

    public string Group { get; init; } = "root";

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    public required long ModifiedAt { get; init; }

    public FileFlags Flags { get; init; }

    /// <summary>The bytes of a regular file; null for every other kind and for a ghost.</summary>
    public Content? Content { get; init; }

    /// <summary>Where a symbolic link points; null for every other kind.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>
    /// Path of another regular file of the package, of which this is one more name: all else is the same. That one is not itself such a name.
    /// </summary>
    public string? HardLinkOf { get; init; }
}
