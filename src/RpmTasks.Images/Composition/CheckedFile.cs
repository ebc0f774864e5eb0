namespace RpmTasks.Images.Composition;

/// <summary>A published file that can stand in a layer.</summary>
/// <param name="Source">The regular file, links followed.</param>
/// <param name="Path">With '/', relative to the working directory.</param>
internal sealed record CheckedFile(string Source, string Path, bool FromPackage, bool Executable, long Size)
{
    /// <summary>An empty file is not opened: it could be a pipe that nobody writes to.</summary>
    public Stream Open() => Size == 0
        ? Stream.Null
        : new FileStream(Source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
}
