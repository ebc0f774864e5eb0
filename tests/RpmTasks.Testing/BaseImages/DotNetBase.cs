using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace RpmTasks.Testing.BaseImages;

/// <summary>Debian with the .NET runtime that runs the tests, arranged as Microsoft's runtime images are.</summary>
public static class DotNetBase
{
    private const string UserId = "1654";

    public const string Reference = "localhost/dotnet-runtime:10.0";

    /// <summary>The path of its docker archive.</summary>
    public static string Archive => BaseImage.Archive("dotnet", Recipe);

    /// <summary>The same under another digest, as after a security update of the base: an image on it shares no layer with one on the other.</summary>
    public static string UpdatedArchive => UserCache.Mine.GetOrMake("image-dotnet-updated-*.tar", Recipe.Text, archive => Update(Archive, archive));

    private static ImageRecipe Recipe => new(Reference, "bookworm")
    {
        Packages = ["libicu72", "libssl3", "ca-certificates", "zlib1g", "libstdc++6"],
        Contents = Environment.Version.ToString(),
        Finish = Finish,
        Config = new JsonObject
        {
            ["Env"] = new JsonArray(
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                $"APP_UID={UserId}",
                "ASPNETCORE_HTTP_PORTS=8080",
                "DOTNET_RUNNING_IN_CONTAINER=true"),
            ["Cmd"] = new JsonArray("bash"),
        },
    };

    private static void Finish(string root)
    {
        var dotnet = Path.Combine(root, "usr/share/dotnet");
        Directory.CreateDirectory(dotnet);
        foreach (var part in new[] { "dotnet", "host", "shared" })
            Command.Do("cp", "--archive", Path.Combine(InstallFolder, part), dotnet);
        File.CreateSymbolicLink(Path.Combine(root, "usr/bin/dotnet"), "/usr/share/dotnet/dotnet");

        File.AppendAllText(Path.Combine(root, "etc/passwd"), $"app:x:{UserId}:{UserId}::/home/app:/bin/sh\n");
        File.AppendAllText(Path.Combine(root, "etc/group"), $"app:x:{UserId}:\n");
        var home = Directory.CreateDirectory(Path.Combine(root, "home/app"));
        Command.Do("chown", $"{UserId}:{UserId}", home.FullName);
    }

    private static void Update(string original, string archive)
    {
        using var folder = new TemporaryFolder();
        Command.Do("tar", "--extract", $"--file={original}", $"--directory={folder.Path}");
        var layer = Directory.GetFiles(folder.Path, "layer.tar", SearchOption.AllDirectories).Single();
        File.WriteAllText(folder.File("updated"), "");
        Command.Do("tar", "--append", $"--file={layer}", $"--directory={folder.Path}", "--mtime=@0", "--owner=0", "--group=0", "updated");
        DockerArchive.Write(archive, Recipe, layer);
    }

    /// <summary>The runtime lies in shared/Microsoft.NETCore.App/VERSION of the folder that holds the dotnet program.</summary>
    private static string InstallFolder => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
}
