using System.Collections.Frozen;

namespace RpmTasks.Packaging.Users;

/// <summary>Users and groups that every host has (Red Hat's setup, SUSE's system-user packages, systemd's basic.conf), so that no package makes them.</summary>
internal static class HostAccounts
{
    private static readonly FrozenSet<string> Users = Set("root bin daemon adm lp sync shutdown halt mail operator games ftp nobody");

    private static readonly FrozenSet<string> Groups = Set(
        "root bin daemon sys adm tty disk lp mem kmem wheel cdrom mail man dialout floppy games tape video ftp lock audio users nobody nogroup utmp input kvm render sgx systemd-journal");

    public static bool HasUser(string name) => Users.Contains(name);

    public static bool HasGroup(string name) => Groups.Contains(name);

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
