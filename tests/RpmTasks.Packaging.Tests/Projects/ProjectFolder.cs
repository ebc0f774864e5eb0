using RpmTasks.Packaging.Projects;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Projects;

/// <summary>A project's files, as far as they say what RpmTasks is told.</summary>
internal sealed class ProjectFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string ProjectFile => _folder.File("app.csproj");

    public static ProjectFolder With(string body)
    {
        var project = new ProjectFolder();
        project.Write("app.csproj", body);
        return project;
    }

    public string File(params string[] parts) => _folder.File(parts);

    /// <param name="body">What stands on the second line and below.</param>
    public ProjectFolder Write(string name, string body)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), $"<Project>\n{body}\n</Project>\n");
        return this;
    }

    public ProjectText Read(params string[] globals) =>
        ProjectTextReader.Read(ProjectFile, [File("Directory.Build.props"), File("Directory.Build.targets")], globals);

    public void Dispose() => _folder.Dispose();
}
