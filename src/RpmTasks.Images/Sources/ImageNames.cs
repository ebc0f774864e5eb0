namespace RpmTasks.Images.Sources;

/// <summary>Names of images as Docker and Podman spell them, each with defaults of its own.</summary>
internal static class ImageNames
{
    // Podman writes localhost/ before short names, Docker means docker.io/library/ by them.
    private static readonly string[] Defaults = ["docker.io/library/", "docker.io/", "localhost/"];

    public static bool AreSame(string left, string right) => Short(left) == Short(right);

    private static string Short(string name)
    {
        var prefix = Defaults.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) ?? "";
        var path = name[prefix.Length..];
        return path.LastIndexOf(':') > path.LastIndexOf('/') ? path : path + ":latest";
    }
}
