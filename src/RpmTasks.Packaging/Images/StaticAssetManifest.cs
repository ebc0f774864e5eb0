using System.Globalization;
using System.Text.RegularExpressions;

using RpmTasks.Images.Composition;

namespace RpmTasks.Packaging.Images;

/// <summary>
/// NAME.staticwebassets.endpoints.json, from which ASP.NET serves static files: it has the time of each file in the checkout or the build
/// as its Last-Modified, so that no two builds would give the same image. In the package every file has one time, and so has the manifest.
/// </summary>
internal static partial class StaticAssetManifest
{
    private const string Suffix = ".staticwebassets.endpoints.json";

    /// <summary>The file as it goes into the image: a copy beside the layers in the making, or the file itself if it is another.</summary>
    public static AppFile AtOneTime(AppFile file, CompositionStage stage)
    {
        if (file.Path.Contains('/', StringComparison.Ordinal) || !file.Path.EndsWith(Suffix, StringComparison.Ordinal))
            return file;
        var copy = Path.Combine(stage.SpoolFolder, file.Path);
        File.WriteAllText(copy, WithTime(File.ReadAllText(file.Source), stage.Time));
        return file with { Source = copy };
    }

    public static string WithTime(string manifest, long time)
    {
        var date = DateTimeOffset.FromUnixTimeSeconds(time).ToString("R", CultureInfo.InvariantCulture);
        return LastModified().Replace(manifest, match => match.Groups["before"].Value + date);
    }

    [GeneratedRegex("""(?<before>"Name"\s*:\s*"Last-Modified"\s*,\s*"Value"\s*:\s*")[^"\\]*(?=")""", RegexOptions.CultureInvariant)]
    private static partial Regex LastModified();
}
