using System.Diagnostics;

using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Package.Tests;

/// <summary>A project of a user's, outside of the repository, that gets RpmTasks from a feed.</summary>
public sealed class UserProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private UserProject(string name, string projectFile)
    {
        Name = name;
        LocalFeed.Mine.WriteConfig(_folder.Path);
        // MSBuild looks upwards for these; a user's project has none of ours above it, and this one nothing of the machine's.
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            Write(file, "<Project />\n");
        Write($"{name}.csproj", projectFile);
    }

    public string Name { get; }

    public string Folder => _folder.Path;

    /// <summary>As `dotnet new web` makes it, plus the package.</summary>
    public static UserProject Web(string name = "hello", string properties = "")
    {
        var project = new UserProject(name, ProjectFile("Microsoft.NET.Sdk.Web", properties));
        project.Write("Program.cs", """
            var builder = WebApplication.CreateBuilder(args);
            var app = builder.Build();
            app.MapGet("/", () => "Hello World!");
            app.Run();
            """);
        return project;
    }

    public static UserProject Console(string name = "tool", string properties = "", string reference = "")
    {
        var project = new UserProject(name, ProjectFile("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType>" + properties, reference));
        project.Write("Program.cs", "System.Console.WriteLine(\"Hello\");\n");
        return project;
    }

    /// <summary>No code: the package of an existing image.</summary>
    public static UserProject Appliance(string name = "appliance") => new(name, ProjectFile("Microsoft.NET.Sdk", ""));

    /// <summary>The project file of any kind of project that references the package.</summary>
    public static string ProjectFile(string sdk, string properties, string items = "") => $"""
        <Project Sdk="{sdk}">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="RpmTasks" Version="{LocalFeed.Mine.Version}" PrivateAssets="all" Condition="'$(WithoutRpmTasks)' == ''" />
            {items}
          </ItemGroup>
        </Project>
        """;

    public string Path(params string[] parts) => _folder.File(parts);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(path))!);
        File.WriteAllText(Path(path), text);
    }

    /// <summary>dotnet publish -p:PackAsRpm=true with more arguments.</summary>
    public ToolResult Pack(params IEnumerable<string> arguments) => Run(["publish", "-p:PackAsRpm=true", .. arguments]);

    public ToolResult Run(params IEnumerable<string> arguments) => Command.Run(TimeSpan.FromMinutes(10), Start(arguments));

    public ProcessStartInfo Start(params IEnumerable<string> arguments) => DotNet.In(Folder, LocalFeed.PackagesFolder, arguments);

    /// <summary>The one RPM below the folder.</summary>
    public string Rpm => Rpms.Single();

    public string[] Rpms => Directory.GetFiles(Folder, "*.rpm", SearchOption.AllDirectories);

    public void Dispose() => _folder.Dispose();
}
