namespace RpmTasks.Images.Composition;

/// <summary>One entry of a layer.</summary>
/// <param name="Path">From the root of the image, without a leading '/'.</param>
/// <param name="File">null for a directory.</param>
internal sealed record LayerEntry(string Path, CheckedFile? File);
