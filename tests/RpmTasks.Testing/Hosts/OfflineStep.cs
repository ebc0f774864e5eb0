namespace RpmTasks.Testing.Hosts;

/// <summary>A shell script in a root that is not booted: no systemd, no engine, as in a chroot, a kickstart or an image builder.</summary>
/// <param name="Files">Files of the machine, found by the script in <see cref="Folder"/>.</param>
public sealed record OfflineStep(string Script, params string[] Files)
{
    public const string Folder = HostMachine.Exchange;

    /// <summary>What the script answered.</summary>
    public ToolResult? Result { get; private set; }

    internal void Run(HostFolder folder, string root)
    {
        foreach (var file in Files)
            File.Copy(file, Path.Combine(folder.Exchange, Path.GetFileName(file)));
        Result = Chroot.Run(folder, root, Script);
    }
}
