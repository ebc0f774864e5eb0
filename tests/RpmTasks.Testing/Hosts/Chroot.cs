using System.Diagnostics;

namespace RpmTasks.Testing.Hosts;

/// <summary>Shell scripts in a throw-away root that is not booted. Neither mounts nor network outlive or leave a script.</summary>
internal static class Chroot
{
    private const string ScriptName = "offline.sh";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>$1 folder of the host, $2 its root. The mounts are gone with the shell.</summary>
    private const string InChroot = $"""
        set -e
        host=$1/merged
        mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/work" "$host"
        mkdir -p "$host/exchange"
        mount --bind "$1/exchange" "$host/exchange"
        mount -t proc proc "$host/proc"
        exec chroot "$host" /bin/sh /exchange/{ScriptName}
        """;

    public static ToolResult Run(HostFolder folder, string root, string script)
    {
        File.WriteAllText(Path.Combine(folder.Exchange, ScriptName), script + "\n");
        return Command.Run(Limit, new ProcessStartInfo("unshare",
            ["--mount", "--net", "--propagation", "private", "/bin/sh", "-c", InChroot, "sh", folder.Path, root]));
    }
}
