using System.Diagnostics;

using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Benchmarks;

/// <summary>What "dotnet new web" makes, with the package added, restored and built: nothing is left to do but to publish.</summary>
internal sealed class WebProject
{
    private readonly string _folder;

    public WebProject(string folder, params IEnumerable<string> arguments)
    {
        _folder = folder;
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        Command.Do(DotNet.In(Path.GetDirectoryName(folder)!, packages: null, "new", "web", "--name", "orders", "--output", folder, "--no-restore"));
        LocalFeed.Mine.WriteConfig(folder);
        var file = Path.Combine(folder, "orders.csproj");
        var reference = $"""<ItemGroup><PackageReference Include="RpmTasks" Version="{LocalFeed.Mine.Version}" PrivateAssets="all" /></ItemGroup>""";
        File.WriteAllText(file, File.ReadAllText(file).Replace("</Project>", reference + "</Project>", StringComparison.Ordinal));
        Command.Do(DotNet.In(folder, LocalFeed.PackagesFolder, ["publish", .. arguments]));
    }

    public ProcessStartInfo Publish(params IEnumerable<string> arguments) =>
        DotNet.In(_folder, LocalFeed.PackagesFolder, ["publish", "--no-restore", .. arguments]);
}
