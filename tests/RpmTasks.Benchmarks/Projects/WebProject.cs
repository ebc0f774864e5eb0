using System.Diagnostics;

using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Benchmarks.Projects;

/// <summary>What "dotnet new web" makes, with the package added, and published once: nothing is left to do but what changes.</summary>
internal sealed class WebProject
{
    private readonly string _folder;
    private readonly string[] _arguments;

    /// <param name="folder">A new one; what it writes lies beside the project in it.</param>
    /// <param name="arguments">Of every publish.</param>
    public WebProject(string folder, params IEnumerable<string> arguments)
    {
        _folder = folder;
        _arguments = ["publish", .. arguments, $"-p:RpmCacheDirectory={Cache}", $"-p:RpmOutputPath={Output}"];
        Directory.CreateDirectory(folder);
        Command.Do(DotNet.In(folder, packages: null, "new", "web", "--name", "orders", "--output", Project, "--no-restore"));
        LocalFeed.Mine.WriteConfig(Project);
        var file = Path.Combine(Project, "orders.csproj");
        var reference = $"""<ItemGroup><PackageReference Include="RpmTasks" Version="{LocalFeed.Mine.Version}" PrivateAssets="all" /></ItemGroup>""";
        File.WriteAllText(file, File.ReadAllText(file).Replace("</Project>", reference + "</Project>", StringComparison.Ordinal));
        Command.Do(DotNet.In(Project, LocalFeed.PackagesFolder, _arguments));
    }

    /// <summary>The app's, not those of layers.</summary>
    public string Package => Directory.EnumerateFiles(Output, "orders-*.rpm").Single();

    private string Project => Path.Combine(_folder, "orders");

    private string Cache => Path.Combine(_folder, "cache");

    private string Output => Path.Combine(_folder, "out");

    public ProcessStartInfo Publish() => DotNet.In(Project, LocalFeed.PackagesFolder, [.. _arguments, "--no-restore"]);

    public void DeletePackage() => File.Delete(Package);

    /// <summary>No layer has been compressed before.</summary>
    public void Forget() => Directory.Delete(Cache, recursive: true);

    /// <summary>Another text in one line of the program.</summary>
    public void Change(int number)
    {
        var program = Path.Combine(Project, "Program.cs");
        var lines = File.ReadAllLines(program);
        var changed = Array.FindIndex(lines, line => line.StartsWith("app.MapGet(", StringComparison.Ordinal));
        lines[changed] = $"app.MapGet(\"/\", () => \"Hello {number}\");";
        File.WriteAllLines(program, lines);
    }
}
