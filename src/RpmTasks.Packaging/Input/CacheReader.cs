using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Input;

/// <summary>The wish for a cache as text.</summary>
internal sealed record CacheInput
{
    /// <summary>false keeps nothing and uses nothing that is kept.</summary>
    public string Enabled { get; init; } = "";

    public string Folder { get; init; } = "";

    /// <summary>In megabytes of 2^20 bytes.</summary>
    public string MaxSize { get; init; } = "";
}

/// <summary>Reads whether and where compressed layers are kept.</summary>
internal sealed class CacheReader(PackInput input, ProblemList problems)
{
    private static readonly NumberRange Megabytes = new(1, 1 << 30, 4096);

    public CacheRequest? Read()
    {
        var cache = input.Cache;
        var isWanted = problems.Boolean("RpmCache", cache.Enabled, unset: true);
        var maxSize = problems.Number("RpmCacheMaxSize", cache.MaxSize, Megabytes);
        var text = cache.Folder.Trim();
        if (text.Length == 0)
            return isWanted ? new CacheRequest(null, (long)maxSize << 20) : null;
        var folder = text.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(text, input.Places.ProjectFolder);
        if (folder.Length == 0 || File.Exists(folder))
            problems.Add(Rules.BadCacheFolder, text);
        return isWanted ? new CacheRequest(folder, (long)maxSize << 20) : null;
    }
}
