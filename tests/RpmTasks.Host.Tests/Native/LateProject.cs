using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Native;

/// <summary>A web app that reads an assembly of its own from disk at each request, and answers with the version that runs and the one that it read.</summary>
internal static class LateProject
{
    private static readonly Lazy<(string First, string Second)> Published = new(Publish);

    public static Sample Sample { get; } = new("", "late")
    {
        Says = version => $"{version} {version}",
        Logs = "Now listening on: http://.*:8080",
    };

    public static (string First, string Second) Packages => Published.Value;

    private const string Program = """
        using System.Runtime.Loader;

        var app = WebApplication.CreateBuilder(args).Build();
        var own = typeof(Program).Assembly;
        app.MapGet("/", () =>
        {
            var context = new AssemblyLoadContext(null, isCollectible: true);
            var late = context.LoadFromAssemblyPath(own.Location).GetName().Version!.ToString(3);
            context.Unload();
            return $"{own.GetName().Version!.ToString(3)} {late}";
        });
        app.Run();
        """;

    private static string ProjectFile => $"""
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <Description>Loads late</Description>
            <RpmBaseImage>docker-archive:{DotNetBase.Archive}</RpmBaseImage>
            <RpmServiceEngine>{HostRecipe.None}</RpmServiceEngine>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="RpmTasks" Version="{LocalFeed.Mine.Version}" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """;

    private static (string First, string Second) Publish()
    {
        var folder = TestRun.Keep(new TemporaryFolder());
        LocalFeed.Mine.WriteConfig(folder.Path);
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(folder.File(file), "<Project />\n");
        File.WriteAllText(folder.File("late.csproj"), ProjectFile);
        File.WriteAllText(folder.File("Program.cs"), Program);
        return (Publish(folder, "1.0.0"), Publish(folder, "2.0.0"));
    }

    private static string Publish(TemporaryFolder folder, string version)
    {
        Command.Do(DotNet.In(folder.Path, LocalFeed.PackagesFolder, ["publish", "-c", "Release", "-maxcpucount:1", "-p:PackAsRpm=true", $"-p:Version={version}", "-p:RpmOutputPath=rpm"]));
        return folder.File("rpm", $"late-{version}-1.x86_64.rpm");
    }
}
