using System.Xml.Linq;

namespace RpmTasks.Packaging.Repositories;

/// <summary>The three documents that every reader of a repository knows.</summary>
internal enum MetadataKind
{
    /// <summary>What a package is and needs.</summary>
    Primary,

    /// <summary>All its paths.</summary>
    FileLists,

    /// <summary>Its change log.</summary>
    Other,
}

internal static class MetadataKinds
{
    public static IReadOnlyList<MetadataKind> All { get; } = Enum.GetValues<MetadataKind>();

    /// <summary>As repomd.xml and the files' names have it.</summary>
    public static string Name(this MetadataKind kind) => kind switch
    {
        MetadataKind.Primary => "primary",
        MetadataKind.FileLists => "filelists",
        _ => "other",
    };

    public static XName Root(this MetadataKind kind) => kind switch
    {
        MetadataKind.Primary => RepositoryXml.Common + "metadata",
        MetadataKind.FileLists => RepositoryXml.FileLists + "filelists",
        _ => RepositoryXml.Other + "otherdata",
    };
}
