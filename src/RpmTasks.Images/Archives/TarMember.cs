namespace RpmTasks.Images.Archives;

internal enum TarMemberKind
{
    File,
    Directory,

    /// <summary>The target counts from the member's folder.</summary>
    SymbolicLink,

    /// <summary>The target counts from the archive's top.</summary>
    HardLink,

    /// <summary>A device or another thing that no image archive needs.</summary>
    Other,
}

/// <summary>One member of a tar file.</summary>
/// <param name="Name">Normalised.</param>
/// <param name="Offset">Where its data begin in the file.</param>
internal sealed record TarMember(string Name, TarMemberKind Kind, long Offset, long Size, string LinkTarget);
