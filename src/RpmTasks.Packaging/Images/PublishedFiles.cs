using System.Collections.Immutable;
using System.IO.Enumeration;

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
    public static ImmutableArray<AppFile> Of(AppImageRequest request, CompositionStage stage)
    {
        var folder = request.PublishFolder;
        var fromPackages = request.App.PackageFiles.Select(Slashes).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<AppFile> files = Directory.Exists(folder) ? [.. Enumerate(folder).Select(ToAppFile)] : [];
        return files.IsEmpty ? throw new PackException(Problem.Of(Rules.NothingPublished, folder)) : files;

        AppFile ToAppFile(string path)
        {
            var name = Slashes(Path.GetRelativePath(folder, path));
            var file = new AppFile(path, name, fromPackages.Contains(name), IsProgram(name, request.App.AssemblyName));
            return StaticAssetManifest.AtOneTime(file, stage);
        }
    }

    // A link to a folder is listed, not followed: it could lead round in a circle.
    private static IEnumerable<string> Enumerate(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        var entries = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(ref entry),
        };
        return entries.Where(path => !path.EndsWith(NativeSymbols, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    // By name only: a mode would depend on the umask and on the system that the build runs on. ELF programs are known by their content.
    private static bool IsProgram(string name, string assemblyName) =>
        name == assemblyName || name == "createdump" || name.EndsWith(".sh", StringComparison.Ordinal);

    private static string Slashes(string path) => path.Replace('\\', '/');
}
