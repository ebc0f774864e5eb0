using System.Diagnostics;
using System.Globalization;

namespace RpmTasks.Testing.Hosts;

/// <summary>One boot of a host: systemd-nspawn with systemd as process 1, and how to get a command into it.</summary>
internal sealed class HostMachine : IDisposable
{
    /// <summary>A folder that the host and the test share.</summary>
    public const string Exchange = "/exchange";

    /// <summary>The unit in whose control group commands run. A unit for each would take more time than most of them do.</summary>
    private const string CommandUnit = "test-commands.service";

    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(5);

    /// <summary>
    /// $1 name, $2 folder, $3 root, then the control group hierarchies, "--", and systemd-nspawn's own arguments. The overlay is mounted in a mount namespace of the
    /// machine's, so it is gone with its last process, however that ends.
    /// </summary>
    private const string BootScript = """
        set -e
        name=$1 folder=$2 root=$3
        shift 3
        exec >>"$folder/console" 2>&1 </dev/null
        while [ "$1" != -- ]; do
            mkdir -p "$1/$name"
            echo $$ >"$1/$name/cgroup.procs"
            shift
        done
        shift
        exec unshare --mount --propagation private sh -ec '
            mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/work" "$1/merged"
            shift 2
            exec "$@"' sh "$folder" "$root" systemd-nspawn "$@"
        """;

    private readonly Process _process;
    private readonly string _leader;
    private readonly HostCgroup _cgroup;

    private HostMachine(Process process, string leader, HostCgroup cgroup)
    {
        _process = process;
        _leader = leader;
        _cgroup = cgroup;
    }

    public static HostMachine Boot(HostFolder folder, HostRecipe recipe)
    {
        var process = Start(folder, recipe);
        var waited = Stopwatch.StartNew();
        while (!process.HasExited && waited.Elapsed < BootLimit)
        {
            if (Leader(process.Id) is { } leader)
            {
                var machine = new HostMachine(process, leader, new HostCgroup(folder.Name));
                if (machine.IsUp())
                {
                    machine.TakeCommands();
                    return machine;
                }
            }
            Thread.Sleep(100);
        }
        throw new InvalidOperationException($"the host {recipe.Name} does not boot; its console says:\n{File.ReadAllText(folder.Console)}");
    }

    /// <summary>
    /// Runs a program inside, as root and with nothing of the test's environment. As from a shell, what it started in the background
    /// goes on (a detached container's monitor, say).
    /// </summary>
    public ToolResult Run(TimeSpan limit, params IEnumerable<string> command) =>
        Command.Run(limit + TimeSpan.FromSeconds(30), "sh",
        [
            "-c", "echo $$ >\"$0\" && exec nsenter \"$@\"", _cgroup.ProcessesOf(CommandUnit), .. Enter,
            "env", "-i", "HOME=/root", "LC_ALL=C.UTF-8", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
            "timeout", "--kill-after=5", Seconds(limit), .. command,
        ]);

    public ProcessStartInfo OnItsNetwork(string program, IEnumerable<string> arguments) =>
        new("nsenter", ["--target", _leader, "--net", RealTool.Find(program) ?? program, .. arguments]);

    /// <summary>An orderly shutdown, as an administrator would.</summary>
    public void PowerOff(TimeSpan limit)
    {
        Command.Run(limit, "nsenter", [.. Enter, "systemctl", "--no-block", "poweroff"]);
        if (!_process.WaitForExit(limit))
            throw new TimeoutException($"the host has not shut down after {limit}");
    }

    public void Dispose() => _process.Dispose();

    private string[] Enter => ["--target", _leader, "--all", "--root", "--wd"];

    private static string Seconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static Process Start(HostFolder folder, HostRecipe recipe)
    {
        var start = new ProcessStartInfo("/bin/sh",
        [
            "-c", BootScript, "sh", folder.Name, folder.Path, HostRoots.Folder(recipe), .. HostCgroup.Hierarchies, "--",
            .. NspawnArguments(folder, recipe),
        ])
        {
            // Its own system call filter would deny what an engine needs; the nested systemd wants one unified hierarchy.
            Environment = { ["SYSTEMD_SECCOMP"] = "0", ["SYSTEMD_NSPAWN_UNIFIED_HIERARCHY"] = "1" },
        };
        return Process.Start(start)!;
    }

    private static IEnumerable<string> NspawnArguments(HostFolder folder, HostRecipe recipe)
    {
        yield return "--quiet";
        yield return $"--directory={folder.Path}/merged";
        yield return "--boot";
        yield return $"--machine={folder.Name}";
        yield return "--register=no";
        yield return "--keep-unit";
        yield return "--capability=all";
        yield return "--private-network";
        yield return "--system-call-filter=@keyring bpf";
        yield return "--console=read-only";
        yield return $"--bind={folder.Exchange}:{Exchange}";
        foreach (var store in recipe.Stores)
        {
            Directory.CreateDirectory(folder.Store(store));
            yield return $"--bind={folder.Store(store)}:{store}";
        }
    }

    /// <summary>Process 1 of the host, once systemd-nspawn has started it: its only child.</summary>
    private static string? Leader(int nspawn)
    {
        try
        {
            return File.ReadAllText($"/proc/{nspawn}/task/{nspawn}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var child]
                && File.ReadAllText($"/proc/{child}/comm").Trim() == "systemd" ? child : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void TakeCommands() =>
        Command.Do("nsenter", [.. Enter, "systemd-run", "--quiet", "--collect", $"--unit={CommandUnit}", "sleep", "infinity"]);

    private bool IsUp()
    {
        var state = Command.Run(BootLimit, "nsenter", [.. Enter, "systemctl", "is-system-running", "--wait"]).Output.Trim();
        return state is "running" or "degraded";
    }
}
