using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests;

/// <summary>A user's project whose package brings every kind of file, a user of its own, and a script in each of the six places.</summary>
internal static class ShelfProject
{
    /// <summary>Where the scripts note that they ran.</summary>
    public const string Log = "/root/shelf.log";

    private static readonly Lazy<(string First, string Second)> Published = new(Publish);

    public static (string First, string Second) Packages => Published.Value;

    private static string ProjectFile => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Description>Keeps books; and `more` than %24(books).</Description>
            <RpmImage>docker-archive:{NginxBase.Archive}</RpmImage>
            <!-- The oldest host has podman 4.3. -->
            <RpmServiceEngineRequires>podman</RpmServiceEngineRequires>
            <RpmPreTransactionScript>scripts/pretrans.sh</RpmPreTransactionScript>
            <RpmPreInstallScript>scripts/pre.sh</RpmPreInstallScript>
            <RpmPostInstallScript>scripts/post.sh</RpmPostInstallScript>
            <RpmPreUninstallScript>scripts/preun.sh</RpmPreUninstallScript>
            <RpmPostUninstallScript>scripts/postun.sh</RpmPostUninstallScript>
            <RpmPostTransactionScript>scripts/posttrans.sh</RpmPostTransactionScript>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="RpmTasks" Version="{LocalFeed.Mine.Version}" PrivateAssets="all" />
            <RpmFile Include="shelf.json" TargetPath="/etc/shelf/" Kind="config-noreplace" Mode="0640" Group="shelf" />
            <RpmFile Include="plain.conf" TargetPath="/etc/shelf/" Kind="config" />
            <RpmFile Include="pages/**" TargetPath="/usr/share/shelf/pages/%(RecursiveDir)" />
            <RpmFile Include="/var/lib/shelf" Kind="dir" Mode="0750" Owner="shelf" Group="shelf" />
            <RpmFile Include="/var/lib/shelf/index" Kind="ghost" Owner="shelf" Group="shelf" />
            <RpmFile Include="plain.conf" TargetPath="/var/lib/shelf/first" Owner="shelf" Group="readers" Mode="0440" />
            <RpmFile Include="shelf-tool" TargetPath="/usr/bin/" Mode="0755" />
            <RpmFile Include="shelf-tool" TargetPath="/usr/bin/shelfctl" Kind="symlink" />
          </ItemGroup>
        </Project>
        """;

    private static (string First, string Second) Publish()
    {
        var folder = TestRun.Keep(new TemporaryFolder());
        LocalFeed.Mine.WriteConfig(folder.Path);
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(folder.File(file), "<Project />\n");
        File.WriteAllText(folder.File("shelf.csproj"), ProjectFile);
        File.WriteAllText(folder.File("shelf-tool"), "#!/bin/sh\necho shelf\n");
        Directory.CreateDirectory(folder.File("pages", "a", "b"));
        File.WriteAllText(folder.File("pages", "a", "b", "page.txt"), "page\n");
        Directory.CreateDirectory(folder.File("scripts"));
        foreach (var place in (string[])["pretrans", "posttrans"])
            File.WriteAllText(folder.File("scripts", $"{place}.sh"), $"echo {place} >>{Log}\nexit 3\n");
        foreach (var place in (string[])["pre", "post", "preun", "postun"])
            File.WriteAllText(folder.File("scripts", $"{place}.sh"), $"#!/bin/sh -e\necho \"{place} $1 %{{name}} $(id -un shelf)\" >>{Log}\nfalse\necho never >>{Log}\n");
        return (Publish(folder, "1"), Publish(folder, "2"));
    }

    private static string Publish(TemporaryFolder folder, string version)
    {
        File.WriteAllText(folder.File("shelf.json"), $"\"{version}\"\n");
        File.WriteAllText(folder.File("plain.conf"), $"version={version}\n");
        Command.Do(DotNet.In(folder.Path, LocalFeed.PackagesFolder, ["publish", "-c", "Release", "-maxcpucount:1", "-p:PackAsRpm=true", $"-p:Version={version}.0.0", "-p:RpmOutputPath=rpm"]));
        return folder.File("rpm", $"shelf-{version}.0.0-1.x86_64.rpm");
    }
}
