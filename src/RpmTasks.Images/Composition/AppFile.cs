namespace RpmTasks.Images.Composition;

/// <summary>A published file and its place in the image.</summary>
/// <param name="Source">Absolute path on this machine.</param>
/// <param name="Path">With '/', relative to the working directory.</param>
/// <param name="FromPackage">From a NuGet package or the runtime pack: goes into the lower layer, which changes seldom.</param>
/// <param name="Executable">
/// Known by its name to be a program. A file that begins as ELF is one too. The mode of the source is not asked: it
/// differs with the umask, and Windows has none.
/// </param>
internal sealed record AppFile(string Source, string Path, bool FromPackage, bool Executable);
