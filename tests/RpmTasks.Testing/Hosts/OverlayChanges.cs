namespace RpmTasks.Testing.Hosts;

/// <summary>How the files of a host differ from its root, read from the overlay's upper half.</summary>
internal sealed class OverlayChanges(string upper, string root)
{
    /// <summary>Where the system, rpm, dnf and the engines write for themselves.</summary>
    private static readonly string[] Theirs =
    [
        HostMachine.Exchange, "/root", "/tmp", "/var/cache", "/var/log", "/var/tmp", "/var/lib/cni", "/var/lib/containerd",
        "/var/lib/containers", "/var/lib/dnf", "/var/lib/docker", "/var/lib/rpm", "/var/lib/systemd",
    ];

    /// <summary>What systemd makes for the state of dynamic users, of which each has a folder below.</summary>
    private static readonly string[] OfSystemd = ["/var/lib/private", "/var/cache/private", "/var/log/private"];

    /// <summary>Lines "new PATH", "changed PATH" and "removed PATH".</summary>
    public IEnumerable<string> List()
    {
        var entries = Command.Do("find", upper, "-mindepth", "1", "-printf", "%y/%P\\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var entry in entries)
        {
            var (kind, path) = (entry[0], entry[1..]);
            if (OfSystemd.Contains(path) || Theirs.Any(theirs => path == theirs || path.StartsWith(theirs + "/", StringComparison.Ordinal)))
                continue;
            if (Change(kind, path) is { } change)
                yield return $"{change} {path}";
        }
    }

    private string? Change(char kind, string path) => kind switch
    {
        // A whiteout: how an overlay notes that a file of its lower half is gone.
        'c' => "removed",
        _ when !ExistsInRoot(path) => "new",
        'f' when File.Exists(root + path) && !SameBytes(upper + path, root + path) => "changed",
        _ => null,
    };

    /// <summary>A link counts as there wherever it leads.</summary>
    private bool ExistsInRoot(string path) => Path.Exists(root + path) || new FileInfo(root + path).LinkTarget is not null;

    private static bool SameBytes(string one, string other) => File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));
}
