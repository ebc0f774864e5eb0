using System.Text.RegularExpressions;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>The name of an image as an engine is asked for it.</summary>
internal static partial class EngineImageName
{
    /// <summary>
    /// Names become part of a request's path, so only what names are made of is let through; engines check the finer rules.
    /// </summary>
    public static void Check(string image)
    {
        if (!Grammar().IsMatch(image))
            throw new ImageException(ImageFault.BadReference, image, "an image name reads nginx:1.27, registry.example.com/team/app:1.0 or sha256:… (an ID)");
    }

    /// <summary>
    /// What to look an image up as. Podman's own commands find nginx:1 as localhost/nginx:1 when it was built there, but its
    /// Docker-compatible API reads short names as docker.io's only.
    /// </summary>
    public static IEnumerable<string> Lookups(string image, bool podman) =>
        podman && IsShort(image) ? [image, "localhost/" + image] : [image];

    /// <summary>What to pull: without a tag, Docker would fetch every tag there is.</summary>
    public static string Pulled(string image) =>
        image.Contains('@') || image.AsSpan(image.LastIndexOf('/') + 1).Contains(':') ? image : image + ":latest";

    private static bool IsShort(string image)
    {
        var slash = image.IndexOf('/');
        var host = slash < 0 ? "" : image[..slash];
        return !image.StartsWith("sha256:", StringComparison.Ordinal) && host != "localhost" && host.AsSpan().IndexOfAny('.', ':') < 0;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._:@-]*(/[A-Za-z0-9_][A-Za-z0-9._:@-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
