using System.Diagnostics;
using System.Globalization;

namespace RpmTasks.Testing.Hosts;

/// <summary>
/// A throw-away Linux host with systemd as process 1, rpm, dnf and a container engine: an overlay on a pristine root, so nothing
/// that happens in it outlives it. It has a network of its own with nothing but a loopback interface.
/// </summary>
public sealed class BootedHost : IDisposable
{
    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(5);

    private readonly HostFolder _folder;
    private readonly HostState _pristine;
    private HostMachine _machine;
    private int _commands;

    private BootedHost(HostRecipe recipe, HostFolder folder)
    {
        Recipe = recipe;
        _folder = folder;
        _machine = HostMachine.Boot(folder, recipe);
        _pristine = State();
    }

    public HostRecipe Recipe { get; }

    public string Name => _folder.Name;

    /// <param name="offline">What happens to its disk before the first boot, as when an image of a machine is built.</param>
    public static BootedHost Boot(HostRecipe recipe, OfflineStep? offline = null)
    {
        RealTool.RequireRoot();
        RealTool.Require("systemd-nspawn", "nsenter", "unshare", "mount");
        HostRoots.Folder(recipe);
        var folder = HostFolder.Create();
        try
        {
            folder.Write(recipe.BootFiles);
            offline?.Run(folder, HostRoots.Folder(recipe));
            return new BootedHost(recipe, folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What a shell script answers on the host. What it leaves in the background lives on and must have closed its output. After the
    /// limit the script is ended with exit code 124.
    /// </summary>
    public ToolResult Run(string script, TimeSpan? limit = null)
    {
        var file = "test-command-" + Interlocked.Increment(ref _commands).ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(_folder.Exchange, file), script + "\n");
        return _machine.Run(limit ?? CommandLimit, "/bin/sh", $"{HostMachine.Exchange}/{file}");
    }

    /// <summary>The output, without its last newline, of a script that must succeed.</summary>
    public string Do(string script, TimeSpan? limit = null)
    {
        var result = Run(script, limit);
        return result.ExitCode == 0
            ? result.Output.TrimEnd('\n')
            : throw new InvalidOperationException($"on {Recipe.Name}: {script}: exit code {result.ExitCode}\n{result.All}");
    }

    /// <summary>How to start a program of the machine, with the machine's files, in the host's network: it reaches the ports that the host reaches.</summary>
    public ProcessStartInfo OnItsNetwork(string program, params IEnumerable<string> arguments) => _machine.OnItsNetwork(program, arguments);

    /// <summary>Copies a file of the machine to the host.</summary>
    /// <returns>Its path there.</returns>
    public string CopyIn(string path)
    {
        var name = Path.GetFileName(path);
        File.Copy(path, Path.Combine(_folder.Exchange, name), overwrite: true);
        return $"{HostMachine.Exchange}/{name}";
    }

    /// <summary>All that a unit logged, on every boot.</summary>
    public string Journal(string unit) => Do($"journalctl --no-pager --output=cat --unit={unit}");

    /// <summary>
    /// What is on the host that was not at its first boot: lines such as "unit hello.service disabled", "failed hello.service",
    /// "container hello", "image …", "volume …", "new /etc/hello", "changed /etc/passwd", "removed /etc/issue". Logs, caches and
    /// the databases of rpm, systemd and the engines do not count.
    /// </summary>
    public IReadOnlyList<string> Leftovers() => State().Since(_pristine);

    /// <summary>Shuts the host down in order and boots it again with all that is on its disk.</summary>
    public void Reboot()
    {
        _machine.PowerOff(CommandLimit);
        _machine.Dispose();
        new HostCgroup(Name).Kill();
        _machine = HostMachine.Boot(_folder, Recipe);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _machine.Dispose();
    }

    private HostState State() => HostState.Of(this, new OverlayChanges(_folder.Upper, HostRoots.Folder(Recipe)));
}
