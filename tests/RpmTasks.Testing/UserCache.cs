using System.Security.Cryptography;
using System.Text;

namespace RpmTasks.Testing;

/// <summary>
/// What takes minutes to make and never changes (the root of a host, a base image) is made once per user and recipe. It is made
/// under a temporary name and renamed when it is whole, so whatever has its final name can be trusted; nobody writes to it again.
/// </summary>
public sealed class UserCache(string folder)
{
    public static UserCache Mine { get; } = new(System.IO.Path.Combine(UserFolder, "rpmtasks-tests"));

    private static string UserFolder => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
        ? set
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    /// <summary>A place for what is no single result.</summary>
    public string Path(string name) => System.IO.Path.Combine(folder, name);

    /// <summary>The path of the file or folder that <paramref name="make"/> makes at the path it is given.</summary>
    /// <param name="name">The name, with a "*" where the recipe's key goes: what tells two things apart is their recipe.</param>
    /// <param name="recipe">All that the result depends on.</param>
    public string GetOrMake(string name, string recipe, Action<string> make)
    {
        var path = Path(name.Replace("*", Key(recipe), StringComparison.Ordinal));
        if (System.IO.Path.Exists(path))
            return path;

        Directory.CreateDirectory(folder);
        using var turn = FileLock.Wait(path + ".lock");
        if (System.IO.Path.Exists(path))
            return path;

        var unfinished = path + ".unfinished";
        Remove(unfinished);
        try
        {
            make(unfinished);
            Directory.Move(unfinished, path);
        }
        finally
        {
            Remove(unfinished);
        }
        return path;
    }

    private static string Key(string recipe) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe)))[..16];

    private static void Remove(string path)
    {
        // Roots hold device nodes and links that lead outside; rm treats each as what it is.
        if (System.IO.Path.Exists(path))
            Command.Do("rm", "-rf", "--one-file-system", path);
    }
}
