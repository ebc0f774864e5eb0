namespace RpmTasks.Packaging.Caching;

/// <summary>Where compressed layers are kept from build to build.</summary>
/// <param name="Folder">Absolute; null for the usual place of the system.</param>
/// <param name="MaxBytes">What it may take; what was not used for longest goes first.</param>
internal sealed record CacheRequest(string? Folder, long MaxBytes);
