namespace RpmTasks.Testing;

/// <summary>The repository whose build runs.</summary>
public static class Repository
{
    public static string Folder { get; } = Above(AppContext.BaseDirectory);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    private static string Above(string folder) => File.Exists(System.IO.Path.Combine(folder, "RpmTasks.sln"))
        ? folder
        : Above(Directory.GetParent(folder)?.FullName ?? throw new DirectoryNotFoundException("The tests run outside of the repository."));
}
