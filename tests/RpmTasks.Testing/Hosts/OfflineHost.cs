namespace RpmTasks.Testing.Hosts;

/// <summary>
/// A throw-away copy of a pristine root in which nothing runs but the scripts it is given: rpm and the package managers of one
/// generation, without the time that a boot takes. What one script changes, the next one finds.
/// </summary>
public sealed class OfflineHost : IDisposable
{
    /// <summary>A folder that the host and the test share.</summary>
    public const string Exchange = HostMachine.Exchange;

    private readonly HostFolder _folder;
    private readonly string _root;

    public OfflineHost(HostRecipe recipe)
    {
        RealTool.RequireRoot();
        RealTool.Require("unshare", "mount", "chroot");
        Recipe = recipe;
        _root = HostRoots.Folder(recipe);
        _folder = HostFolder.Create();
    }

    public HostRecipe Recipe { get; }

    public ToolResult Run(string script) => Chroot.Run(_folder, _root, script);

    /// <summary>The output, without its last newline, of a script that must succeed.</summary>
    public string Do(string script)
    {
        var result = Run(script);
        return result.ExitCode == 0
            ? result.Output.TrimEnd('\n')
            : throw new InvalidOperationException($"on {Recipe.Name}: {script}: exit code {result.ExitCode}\n{result.All}");
    }

    /// <summary>Where the machine finds what the host sees in <see cref="Exchange"/>.</summary>
    public string Shared(string name) => Path.Combine(_folder.Exchange, name);

    /// <summary>Copies a file of the machine to the host.</summary>
    /// <returns>Its path there.</returns>
    public string CopyIn(string path)
    {
        File.Copy(path, Shared(Path.GetFileName(path)), overwrite: true);
        return $"{Exchange}/{Path.GetFileName(path)}";
    }

    /// <summary>How its files differ from the pristine root's, as lines "new PATH", "changed PATH" and "removed PATH".</summary>
    public IReadOnlyList<string> Changes() => [.. new OverlayChanges(_folder.Upper, _root).List()];

    public void Dispose() => _folder.Dispose();
}
