namespace RpmTasks.Testing.Hosts;

/// <summary>
/// Where one throw-away host lives. A lock file beside it is held as long as its process lives, so that what a killed test run
/// left behind is known and can be removed.
/// </summary>
internal sealed class HostFolder : IDisposable
{
    private static readonly string All = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "rpmtasks-hosts");

    private readonly FileStream _lock;

    private HostFolder(string name, FileStream held)
    {
        Name = name;
        _lock = held;
    }

    /// <summary>The machine's name, which no other host on this machine has.</summary>
    public string Name { get; }

    public string Path => System.IO.Path.Combine(All, Name);

    /// <summary>What the host changed of its root.</summary>
    public string Upper => System.IO.Path.Combine(Path, "upper");

    /// <summary>Seen by the host as <see cref="HostMachine.Exchange"/>.</summary>
    public string Exchange => System.IO.Path.Combine(Path, "exchange");

    public string Console => System.IO.Path.Combine(Path, "console");

    /// <summary>A plain folder that the host sees at <paramref name="path"/>.</summary>
    public string Store(string path) => System.IO.Path.Combine(Path, "store", path.TrimStart('/').Replace('/', '-'));

    /// <summary>Puts files on the host before anything runs on it.</summary>
    public void Write(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Upper + path)!);
            File.WriteAllText(Upper + path, text);
        }
    }

    public static HostFolder Create()
    {
        RemoveStale();
        var folder = Take();
        foreach (var part in new[] { folder.Upper, folder.Exchange, System.IO.Path.Combine(folder.Path, "work"), System.IO.Path.Combine(folder.Path, "merged") })
            Directory.CreateDirectory(part);
        return folder;
    }

    public void Dispose()
    {
        Remove(Name);
        File.Delete(LockFile(Name));
        _lock.Dispose();
    }

    private static HostFolder Take()
    {
        while (true)
        {
            var name = $"rt-{Guid.NewGuid().ToString("N")[..8]}";
            // Another process that looks for stale ones may have been quicker.
            if (FileLock.Try(LockFile(name)) is { } held)
                return new HostFolder(name, held);
        }
    }

    /// <summary>Ends and removes the hosts whose process is gone.</summary>
    private static void RemoveStale()
    {
        Directory.CreateDirectory(All);
        foreach (var lockFile in Directory.EnumerateFiles(All, "*.lock"))
        {
            using var held = FileLock.Try(lockFile);
            if (held is null)
                continue;
            Remove(System.IO.Path.GetFileNameWithoutExtension(lockFile));
            File.Delete(lockFile);
        }
    }

    private static void Remove(string name)
    {
        new HostCgroup(name).Kill();
        Command.Do("rm", "-rf", "--one-file-system", System.IO.Path.Combine(All, name));
    }

    private static string LockFile(string name) => System.IO.Path.Combine(All, name + ".lock");
}
