namespace RpmTasks.Testing.Hosts;

/// <summary>A Debian root file system from its packages.</summary>
public static class Debootstrap
{
    private const string Mirror = "http://deb.debian.org/debian";

    public static void Run(string suite, string root, params string[] packages)
    {
        var arguments = new[] { "debootstrap", "--variant=minbase", $"--include={string.Join(',', packages)}", suite, root, Mirror };
        Command.Do("nice", arguments);
        foreach (var archive in Directory.EnumerateFiles(Path.Combine(root, "var/cache/apt/archives"), "*.deb"))
            File.Delete(archive);
    }
}
