namespace RpmTasks.Rpm.Caching;

/// <summary>Where compressed contents are kept from one package to the next. Only their keys are known here, not their places.</summary>
internal interface IFrameStore
{
    /// <returns>The entry, able to seek, for the caller to dispose; null when there is none.</returns>
    Stream? Open(string key);

    /// <returns>A new entry, which is not found before its owner says that the package is sound; null when nothing can be kept.</returns>
    Stream? Create(string key);

    /// <summary>The entry, kept or new, is of no use. Never throws.</summary>
    /// <param name="reason">The end of a sentence that begins with the entry.</param>
    void Discard(string key, string reason);
}
