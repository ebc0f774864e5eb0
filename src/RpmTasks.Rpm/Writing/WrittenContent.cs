namespace RpmTasks.Rpm.Writing;

/// <summary>A content that has frames of its own, in the package.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="IsKept">Taken as it was compressed before.</param>
internal sealed record WrittenContent(string Path, long Length, bool IsKept);
