using System.Diagnostics;

namespace RpmTasks.Testing.Hosts;

/// <summary>
/// The control group of one host. Each host needs its own: systemd-nspawn would put all of them into one "payload" group, where
/// one systemd ends what another started. It also makes ending a host sure: whatever was forked is still in the group.
/// </summary>
internal sealed class HostCgroup(string name)
{
    private const string Mount = "/sys/fs/cgroup";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The unified hierarchy, and where it is mounted beside the old ones, also systemd's own.</summary>
    public static IReadOnlyList<string> Hierarchies { get; } =
    [
        .. new[] { Mount, $"{Mount}/unified", $"{Mount}/systemd" }.Where(folder => File.Exists($"{folder}/cgroup.procs")),
    ];

    private IEnumerable<string> Folders => Hierarchies.Select(hierarchy => Path.Combine(hierarchy, name)).Where(Directory.Exists);

    /// <summary>The file that takes the processes of a service of the host, which must run.</summary>
    public string ProcessesOf(string unit) =>
        Folders.Select(folder => Path.Combine(folder, "payload", "system.slice", unit, "cgroup.procs")).First(File.Exists);

    /// <summary>Ends every process of the host and waits until they are gone.</summary>
    public void Kill()
    {
        foreach (var folder in Folders.Where(folder => File.Exists(Path.Combine(folder, "cgroup.kill"))))
        {
            File.WriteAllText(Path.Combine(folder, "cgroup.kill"), "1");
            WaitUntilEmpty(folder);
        }
        foreach (var folder in Folders.ToList())
            Remove(folder);
    }

    private static void WaitUntilEmpty(string folder)
    {
        var waited = Stopwatch.StartNew();
        while (!File.ReadAllText(Path.Combine(folder, "cgroup.events")).Contains("populated 0", StringComparison.Ordinal))
        {
            if (waited.Elapsed > Patience)
                throw new TimeoutException($"{folder} still has processes after it was killed");
            Thread.Sleep(20);
        }
    }

    private static void Remove(string folder)
    {
        var deepestFirst = Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).OrderByDescending(path => path.Length);
        foreach (var group in deepestFirst.Append(folder).ToList())
            Directory.Delete(group);
    }
}
