using System.Collections.Immutable;

using RpmTasks.Images.Composition;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Images;

/// <summary>The files of the publish folder, each with the layer it belongs to.</summary>
internal static class PublishedFiles
{
    // Native debug symbols: tens of megabytes that no service reads. They stay in the publish folder.
    private const string NativeSymbols = ".dbg";

    /// <exception cref="PackException">There are none.</exception>
    public static ImmutableArray<AppFile> Of(AppImageRequest request)
    {
        var folder = request.PublishFolder;
        var fromPackages = request.App.PackageFiles.Select(Slashes).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<AppFile> files = Directory.Exists(folder) ? [.. Enumerate(folder).Select(ToAppFile)] : [];
        return files.IsEmpty ? throw new PackException(Problem.Of(Rules.NothingPublished, folder)) : files;

        AppFile ToAppFile(string path)
        {
            var name = Slashes(Path.GetRelativePath(folder, path));
            return new AppFile(path, name, fromPackages.Contains(name), IsProgram(name, request.App.AssemblyName));
        }
    }

    private static IEnumerable<string> Enumerate(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Where(path => !path.EndsWith(NativeSymbols, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    // By name only: a mode would depend on the umask and on the system that the build runs on. ELF programs are known by their content.
    private static bool IsProgram(string name, string assemblyName) =>
        name == assemblyName || name == "createdump" || name.EndsWith(".sh", StringComparison.Ordinal);

    private static string Slashes(string path) => path.Replace('\\', '/');
}
