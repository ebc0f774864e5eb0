namespace RpmTasks.Packaging.Repositories;

/// <summary>A package as the repository's metadata has it.</summary>
/// <param name="File">What it was read from.</param>
/// <param name="Id">SHA-256 of the file in hex, which joins the three documents.</param>
/// <param name="BuildTime">Seconds since 1970-01-01 UTC.</param>
internal sealed record PackageEntry(FolderFile File, string Id, long BuildTime)
{
    /// <summary>Its element of primary.xml.</summary>
    public required string Primary { get; init; }

    /// <summary>Its element of filelists.xml.</summary>
    public required string FileLists { get; init; }

    /// <summary>Its element of other.xml.</summary>
    public required string Other { get; init; }

    public string Fragment(MetadataKind kind) => kind switch
    {
        MetadataKind.Primary => Primary,
        MetadataKind.FileLists => FileLists,
        _ => Other,
    };
}

/// <summary>A package file of the folder; as long as this is the same, the file is taken to be the same.</summary>
/// <param name="Location">Relative to the folder, '/' separated.</param>
/// <param name="Time">Its modification, in seconds since 1970-01-01 UTC.</param>
internal readonly record struct FolderFile(string Location, long Size, long Time);
