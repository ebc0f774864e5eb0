using RpmTasks.Images.Model;

namespace RpmTasks.Images.Flattening;

internal enum LayerMemberKind
{
    Directory,
    File,
    SymbolicLink,

    /// <summary>Another name of a file that was there before.</summary>
    HardLink,

    /// <summary>A device or a named pipe.</summary>
    Special,
}

/// <summary>One member of a layer's tar, as it stands there.</summary>
/// <param name="Path">Clean, from the root of the image; empty for the root itself.</param>
internal sealed record LayerMember(string Path, LayerMemberKind Kind)
{
    /// <summary>Permission bits, those of set-id included.</summary>
    public required int Mode { get; init; }

    public required uint UserId { get; init; }

    public required uint GroupId { get; init; }

    public required long ModifiedAt { get; init; }

    public required bool HasCapabilities { get; init; }

    /// <summary>Of a symbolic link what it says; of a hard link a clean path from the root of the image; else null.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Of a file: a slice of the layer.</summary>
    public Blob? Content { get; init; }
}
