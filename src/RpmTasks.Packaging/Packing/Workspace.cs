namespace RpmTasks.Packaging.Packing;

/// <summary>The folder for what is made on the way to one package; it does not outlive the packing.</summary>
internal sealed class Workspace : IDisposable
{
    private Workspace(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Empties what a killed build left.</summary>
    public static Workspace Create(string intermediateFolder)
    {
        var workspace = new Workspace(Path.Combine(intermediateFolder, "stage"));
        workspace.Dispose();
        Directory.CreateDirectory(workspace.Folder);
        return workspace;
    }

    public string File(string name) => Path.Combine(Folder, name);

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
