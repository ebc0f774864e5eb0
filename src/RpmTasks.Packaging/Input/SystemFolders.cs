namespace RpmTasks.Packaging.Input;

/// <summary>Directories of the host that no volume may be, or lie in.</summary>
internal static class SystemFolders
{
    // A container that has one of these is not confined; and where RpmTasks makes directories, it must not make these its own.
    private static readonly string[] Whole =
    [
        "/", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/proc", "/root", "/run", "/sbin", "/srv", "/sys", "/tmp", "/usr", "/var", "/opt", "/usr/bin", "/usr/lib", "/usr/lib64",
        "/usr/libexec", "/usr/local", "/usr/sbin", "/usr/share", "/var/cache", "/var/lib", "/var/lib/containers", "/var/lib/docker", "/var/lib/rpm", "/var/log", "/var/run", "/var/spool", "/var/tmp",
    ];

    // What is in these is another program's too: writing to it takes over the host or breaks that program, and so does a new owner.
    private static readonly string[] OfOthers =
    [
        "/boot", "/dev", "/proc", "/run/systemd", "/sys", "/var/cache/dnf", "/var/cache/yum", "/var/lib/containers", "/var/lib/dbus", "/var/lib/dnf", "/var/lib/docker", "/var/lib/rpm", "/var/lib/selinux",
        "/var/lib/sss", "/var/lib/systemd", "/var/log/audit", "/var/log/journal",
    ];

    /// <summary>Whether the path is such a directory itself, which not even a reader gets.</summary>
    public static bool Contain(string path) => Whole.Contains(path);

    /// <summary>Whether the path is, or lies in, what another program keeps there.</summary>
    public static bool KeptByOthers(string path)
    {
        // A link on every host.
        var real = path.StartsWith("/var/run/", StringComparison.Ordinal) ? path["/var".Length..] : path;
        return OfOthers.Any(folder => real == folder || real.StartsWith(folder + "/", StringComparison.Ordinal));
    }
}
