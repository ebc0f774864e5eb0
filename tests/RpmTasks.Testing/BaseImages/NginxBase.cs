using System.Text.Json.Nodes;

namespace RpmTasks.Testing.BaseImages;

/// <summary>Debian's nginx, arranged as the official image is: in the foreground, logging to its streams.</summary>
public static class NginxBase
{
    public const string Reference = "nginx:1.22";

    /// <summary>Its index page.</summary>
    public const string Page = "<h1>Hello from nginx</h1>\n";

    /// <summary>The path of its docker archive.</summary>
    public static string Archive => BaseImage.Archive("nginx", Recipe);

    private static ImageRecipe Recipe => new(Reference, "bookworm")
    {
        Packages = ["nginx"],
        Contents = Page,
        Finish = Finish,
        Config = new JsonObject
        {
            ["Env"] = new JsonArray("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
            ["Cmd"] = new JsonArray("nginx", "-g", "daemon off;"),
            ["ExposedPorts"] = new JsonObject { ["80/tcp"] = new JsonObject() },
            ["StopSignal"] = "SIGQUIT",
        },
    };

    private static void Finish(string root)
    {
        File.WriteAllText(Path.Combine(root, "var/www/html/index.html"), Page);
        foreach (var (log, stream) in new[] { ("access.log", "/dev/stdout"), ("error.log", "/dev/stderr") })
        {
            var path = Path.Combine(root, "var/log/nginx", log);
            File.Delete(path);
            File.CreateSymbolicLink(path, stream);
        }
    }
}
