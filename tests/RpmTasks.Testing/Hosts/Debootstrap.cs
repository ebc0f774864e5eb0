using System.Diagnostics;

namespace RpmTasks.Testing.Hosts;

/// <summary>A Debian root file system from its packages.</summary>
public static class Debootstrap
{
    private const string Mirror = "http://deb.debian.org/debian";

    public static void Run(string suite, string root, params string[] packages)
    {
        using var folder = new TemporaryFolder();
        // Left to itself wget, which fetches the packages, waits a quarter of an hour for a server that has fallen silent.
        File.WriteAllText(folder.File("wgetrc"), "timeout = 30\ntries = 10\n");
        var start = new ProcessStartInfo("nice", ["debootstrap", "--variant=minbase", $"--include={string.Join(',', packages)}", suite, root, Mirror])
        {
            Environment = { ["WGETRC"] = folder.File("wgetrc") },
        };
        Command.Do(start);
        foreach (var archive in Directory.EnumerateFiles(Path.Combine(root, "var/cache/apt/archives"), "*.deb"))
            File.Delete(archive);
    }
}
