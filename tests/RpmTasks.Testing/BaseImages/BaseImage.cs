using RpmTasks.Testing.Hosts;

namespace RpmTasks.Testing.BaseImages;

/// <summary>Real images without any registry: debootstrap makes the root, the test code wraps it.</summary>
internal static class BaseImage
{
    /// <summary>Nothing of these belongs into an image, and device nodes cannot be unpacked everywhere.</summary>
    private static readonly string[] LeftOut =
        ["dev/*", "proc/*", "sys/*", "run/*", "tmp/*", "var/cache/apt/*", "var/lib/apt/lists/*", "var/log/*.log", "etc/machine-id"];

    /// <summary>The archive's path; where it cannot be made, the running test is skipped (or failed, if all tools are promised).</summary>
    public static string Archive(string name, ImageRecipe recipe)
    {
        RealTool.RequireRoot();
        RealTool.Require("debootstrap", "tar", "nice");
        try
        {
            return UserCache.Mine.GetOrMake($"image-{name}-*.tar", recipe.Text, archive => Make(recipe, archive));
        }
        catch (InvalidOperationException failure)
        {
            RealTool.Lacking($"needs the image {name}, which cannot be made here: {failure.Message}");
            throw;
        }
    }

    private static void Make(ImageRecipe recipe, string archive)
    {
        using var folder = new TemporaryFolder();
        var root = folder.File("root");
        var layer = folder.File("layer.tar");
        try
        {
            Debootstrap.Run(recipe.Suite, root, recipe.Packages);
            recipe.Finish(root);
            Command.Do("nice",
            [
                "tar", "--create", $"--file={layer}", $"--directory={root}", "--sort=name", "--mtime=@0", "--numeric-owner",
                "--no-wildcards-match-slash", .. LeftOut.Select(path => $"--exclude={path}"), .. TopLevel(root),
            ]);
            DockerArchive.Write(archive, recipe, layer);
        }
        finally
        {
            Command.Do("rm", "-rf", "--one-file-system", root);
        }
    }

    private static IEnumerable<string> TopLevel(string root) =>
        Directory.EnumerateFileSystemEntries(root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}
