using System.Collections.Frozen;

namespace RpmTasks.Packaging.Files;

/// <summary>
/// Folders that every host has before this package comes. The distribution's own packages (filesystem, systemd, and what Red Hat and SUSE
/// put into theirs) own them; a second owner is a conflict at install, and the most frequent fault of packages made by tools.
/// </summary>
internal static class HostFolders
{
    private static readonly FrozenSet<string> Distribution = FrozenSet.ToFrozenSet(
        [
            "/",
            .. Under("", "afs bin boot dev etc home lib lib64 media mnt opt proc root run sbin srv sys tmp usr var"),
            .. Under("/boot", "efi grub2 loader"),
            .. Under("/etc", "X11 alternatives bash_completion.d binfmt.d cron.d cron.daily cron.hourly cron.monthly cron.weekly default"),
            .. Under("/etc", "init.d krb5.conf.d ld.so.conf.d logrotate.d modprobe.d modules-load.d opt pam.d permissions.d pki pm"),
            .. Under("/etc", "profile.d rc.d rsyslog.d security skel ssh ssl sudoers.d sysconfig sysctl.d systemd tmpfiles.d udev xdg xinetd.d yum.repos.d zypp"),
            .. Under("/etc/systemd", "network system system.conf.d user"),
            .. Under("/etc/pki", "tls ca-trust rpm-gpg"),
            .. Under("/etc/xdg", "autostart systemd"),
            .. Under("/etc/udev", "rules.d"),
            .. Under("/usr", "bin etc games include lib lib64 libexec local sbin share src tmp X11R6"),
            .. Under("/usr/lib", "binfmt.d debug environment.d firewalld firewalld/services firmware games kernel locale modprobe.d modules modules-load.d"),
            .. Under("/usr/lib", "rpm rpm/macros.d sysctl.d sysimage systemd sysusers.d tmpfiles.d udev udev/rules.d X11"),
            .. Under("/usr/lib/systemd", "system system-generators system-preset system-shutdown system-sleep user user-generators user-preset"),
            .. Under("/usr/lib64", "X11 games pm-utils"),
            .. Under("/usr/local", "bin etc games include lib lib64 libexec sbin share src"),
            .. Under("/usr/local/share", "applications info man"),
            .. Under("/usr/share", "X11 aclocal appdata applications augeas augeas/lenses backgrounds bash-completion bash-completion/completions"),
            .. Under("/usr/share", "containers containers/systemd dbus-1 desktop-directories dict doc empty fish fonts games ghostscript gnome help icons idl"),
            .. Under("/usr/share", "info licenses locale man metainfo mime-info misc omf pixmaps pki polkit-1 sounds themes wayland-sessions xsessions zsh zsh/site-functions"),
            .. Under("/usr/share/man", "man1 man2 man3 man4 man5 man6 man7 man8 man9 mann"),
            .. Under("/var", "adm cache crash db empty ftp games kerberos lib local lock log mail nis opt preserve run spool tmp yp"),
            .. Under("/var/lib", "alternatives containers dbus docker empty games misc nobody pam_devperm private rpm rpm-state systemd"),
            .. Under("/var/log", "journal private"),
            .. Under("/var/cache", "private"),
            .. Under("/var/spool", "cron lpd mail"),
        ],
        StringComparer.Ordinal);

    /// <summary>Links that merged systems have in place of folders; a package that puts files through one replaces it or fails.</summary>
    private static readonly (string Link, string Folder)[] Links =
    [
        ("/bin", "/usr/bin"), ("/sbin", "/usr/sbin"), ("/lib", "/usr/lib"), ("/lib64", "/usr/lib64"),
        ("/var/run", "/run"), ("/var/lock", "/run/lock"), ("/usr/tmp", "/var/tmp"),
    ];

    private static readonly string[] Volatile = ["/proc", "/sys", "/dev", "/run", "/tmp", "/var/tmp"];

    public static bool IsOfDistribution(string path) => Distribution.Contains(path);

    /// <summary>The same path without a link of the distribution on its way; null when there is none.</summary>
    public static string? RealPath(string path)
    {
        var (link, folder) = Array.Find(Links, pair => IsAtOrBelow(path, pair.Link));
        return link is null ? null : folder + path[link.Length..];
    }

    /// <summary>The folder on its way that is empty after each boot, or is no storage at all; null when there is none.</summary>
    public static string? VolatileFolder(string path) => Array.Find(Volatile, folder => IsAtOrBelow(path, folder));

    /// <summary>Every folder on the way to the path, the outermost first, without "/".</summary>
    public static IEnumerable<string> Above(string path)
    {
        for (var slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..slash];
    }

    private static bool IsAtOrBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');

    private static IEnumerable<string> Under(string folder, string names) => names.Split(' ').Select(name => $"{folder}/{name}");
}
