using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Caching;

namespace RpmTasks.Packaging.Caching;

/// <summary>
/// The per-user cache of compressed layers and of notes about them: one file an entry, named by its key. An entry is written under a name of its own and gets its
/// true one when the package that it was made for has been read back, so that builds side by side and builds that are killed leave
/// whole entries only. The file's time is that of its last use.
/// </summary>
internal sealed class LayerCache : IFrameStore, IDisposable
{
    /// <summary>Longer than any build: what a killed one left.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly CacheRequest _request;
    private readonly string _folder;
    private readonly BuildEnvironment _environment;
    private readonly Dictionary<string, string> _pending = new(StringComparer.Ordinal);
    private bool _hasFailed;

    private LayerCache(CacheRequest request, string folder, BuildEnvironment environment)
    {
        _request = request;
        _folder = folder;
        _environment = environment;
    }

    /// <returns>Null when there is no place for it.</returns>
    public static LayerCache? Open(CacheRequest? request, BuildEnvironment environment) =>
        request is not null && (request.Folder ?? CacheFolder.Usual(environment.Variable)) is { } folder
            ? new LayerCache(request, folder, environment)
            : null;

    public Stream? Open(string key)
    {
        var path = PathOf(key);
        if (!File.Exists(path))
            return null;
        try
        {
            // Not to be read before it is used: whoever makes room takes the oldest.
            Touch(path);
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _environment.Log.Detail($"{path} cannot be read: {exception.Message}");
            return null;
        }
    }

    public Stream? Create(string key)
    {
        if (_hasFailed || _pending.ContainsKey(key))
            return null;
        var path = PathOf(EntryName.NewUnfinished());
        try
        {
            Directory.CreateDirectory(_folder);
            var entry = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            _pending.Add(key, path);
            return entry;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception.Message);
            return null;
        }
    }

    public void Discard(string key, string reason)
    {
        var isNew = _pending.Remove(key, out var path);
        Delete(path ?? PathOf(key));
        if (isNew && reason.StartsWith("cannot", StringComparison.Ordinal))
            Fail(reason);
        else
            _environment.Log.Detail($"Cache entry {key} {reason} and is made anew");
    }

    /// <summary>What was made is sound: from now on it is found.</summary>
    public void Keep()
    {
        try
        {
            foreach (var (key, path) in _pending)
                File.Move(path, PathOf(key), overwrite: true);
            if (_pending.Count > 0)
                MakeRoom();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception.Message);
        }

        Dispose();
    }

    public void Dispose()
    {
        foreach (var path in _pending.Values)
            Delete(path);
        _pending.Clear();
    }

    private void MakeRoom()
    {
        var total = 0L;
        foreach (var (path, length, usedAt) in Entries().OrderByDescending(entry => entry.UsedAt).ThenBy(entry => entry.Path, StringComparer.Ordinal))
        {
            var isUnfinished = EntryName.IsUnfinished(Path.GetFileName(path));
            total += length;
            if (isUnfinished ? _environment.Now.UtcDateTime - usedAt > Abandoned : total > _request.MaxBytes)
                Delete(path);
        }
    }

    private IEnumerable<(string Path, long Length, DateTime UsedAt)> Entries()
    {
        // What others keep in the folder is not ours to remove.
        foreach (var entry in new DirectoryInfo(_folder).EnumerateFiles().Where(entry => EntryName.IsOurs(entry.Name)))
        {
            // Another build may take it away meanwhile.
            entry.Refresh();
            if (entry.Exists)
                yield return (entry.FullName, entry.Length, entry.LastWriteTimeUtc);
        }
    }

    private void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, _environment.Now.UtcDateTime);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A cache that only others may write is of use all the same.
            _environment.Log.Detail($"{path}: {exception.Message}");
        }
    }

    private void Fail(string reason)
    {
        if (!_hasFailed)
            _environment.Log.Warning(Problem.Of(Rules.CacheUnusable, _folder, reason.TrimEnd('.')));
        _hasFailed = true;
    }

    private string PathOf(string key) => Path.Combine(_folder, key);

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another build has it open (Windows), or may not be ours to remove: it is overwritten when it can be.
        }
    }
}
