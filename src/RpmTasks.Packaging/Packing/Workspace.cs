namespace RpmTasks.Packaging.Packing;

/// <summary>The folder for what is made on the way to one package; it does not outlive the packing.</summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>The folders above it that were not there before, the lowest first.</summary>
    private readonly string[] _made;

    private Workspace(string folder)
    {
        Folder = folder;
        _made = [.. FoldersAbove(folder).TakeWhile(above => !Directory.Exists(above))];
    }

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
        foreach (var above in _made.TakeWhile(above => Directory.Exists(above) && !Directory.EnumerateFileSystemEntries(above).Any()))
            Directory.Delete(above);
    }

    private static IEnumerable<string> FoldersAbove(string folder)
    {
        for (var above = Path.GetDirectoryName(folder); above is not null; above = Path.GetDirectoryName(above))
            yield return above;
    }
}
