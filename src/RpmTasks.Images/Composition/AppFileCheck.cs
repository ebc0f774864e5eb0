using System.Collections.Immutable;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Composition;

/// <summary>Whether the published files can stand in a layer. All that cannot are reported at once.</summary>
internal static class AppFileCheck
{
    private const int MaximumListed = 20;

    public static ImmutableArray<CheckedFile> Check(IReadOnlyList<AppFile> files)
    {
        var faults = PathFaults(files).ToList();
        var checkedFiles = new List<CheckedFile>();
        foreach (var file in files)
        {
            if (AppFileSource.Inspect(file, out var fault) is { } good)
                checkedFiles.Add(good);
            else
                faults.Add((file.Path, fault));
        }

        return faults.Count == 0 ? [.. checkedFiles] : throw Unsuitable(faults);
    }

    private static IEnumerable<(string Path, string Fault)> PathFaults(IReadOnlyList<AppFile> files)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in files.Select(file => file.Path))
        {
            if (PathFault(path) is { } fault)
                yield return (path, fault);
            else if (!taken.Add(path))
                yield return (path, "is published twice");
        }

        foreach (var path in taken)
        {
            if (ArchivePath.FoldersOn(path).Any(taken.Contains))
                yield return (path, "lies in a folder that is also published as a file");
        }
    }

    private static string? PathFault(string path)
    {
        var parts = path.Split('/');
        if (parts.Any(part => part is "" or "." or ".."))
            return "is no relative path";
        // Names that delete in the layers below: OCI image specification, "Whiteouts".
        return parts.Any(part => part.StartsWith(".wh.", StringComparison.Ordinal)) ? "has a name that means deletion in a layer (.wh.)" : null;
    }

    private static ImageException Unsuitable(List<(string Path, string Fault)> faults)
    {
        if (faults is [var (path, only)])
            return new ImageException(ImageFault.UnsuitableFile, path, only);
        var lines = faults.OrderBy(fault => fault.Path, StringComparer.Ordinal).Take(MaximumListed).Select(fault => $"{fault.Path} {fault.Fault}");
        var more = faults.Count > MaximumListed ? $", and {faults.Count - MaximumListed} more" : "";
        return new ImageException(ImageFault.UnsuitableFile, $"{faults.Count} published files", string.Join("; ", lines) + more);
    }
}
