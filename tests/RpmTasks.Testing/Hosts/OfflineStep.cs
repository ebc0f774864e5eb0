using System.Diagnostics;

namespace RpmTasks.Testing.Hosts;

/// <summary>A shell script in a root that is not booted: no systemd, no engine, as in a chroot, a kickstart or an image builder.</summary>
/// <param name="Files">Files of the machine, found by the script in <see cref="Folder"/>.</param>
public sealed record OfflineStep(string Script, params string[] Files)
{
    public const string Folder = HostMachine.Exchange;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>$1 folder of the host, $2 its root. The mounts are gone with the shell.</summary>
    private const string InChroot = """
        set -e
        host=$1/merged
        mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/work" "$host"
        mkdir -p "$host/exchange"
        mount --bind "$1/exchange" "$host/exchange"
        mount -t proc proc "$host/proc"
        exec chroot "$host" /bin/sh /exchange/offline.sh
        """;

    /// <summary>What the script answered.</summary>
    public ToolResult? Result { get; private set; }

    internal void Run(HostFolder folder, string root)
    {
        foreach (var file in Files)
            File.Copy(file, Path.Combine(folder.Exchange, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(folder.Exchange, "offline.sh"), Script + "\n");
        Result = Command.Run(Limit, new ProcessStartInfo("unshare",
            ["--mount", "--propagation", "private", "/bin/sh", "-c", InChroot, "sh", folder.Path, root]));
    }
}
