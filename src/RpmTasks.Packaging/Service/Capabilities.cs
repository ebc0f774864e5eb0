using System.Collections.Frozen;

namespace RpmTasks.Packaging.Service;

/// <summary>The capabilities of Linux (capabilities(7)), without their prefix.</summary>
internal static class Capabilities
{
    private const string Prefix = "CAP_";

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        "AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE", "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH",
        "FOWNER", "FSETID", "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE", "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD", "NET_ADMIN",
        "NET_BIND_SERVICE", "NET_BROADCAST", "NET_RAW", "PERFMON", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYSLOG", "SYS_ADMIN", "SYS_BOOT",
        "SYS_CHROOT", "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "WAKE_ALARM",
    ]);

    /// <returns>The name as both engines take it; null when Linux has no such capability.</returns>
    public static string? Find(string text)
    {
        var name = text.ToUpperInvariant();
        name = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        return Known.Contains(name) ? name : null;
    }
}
