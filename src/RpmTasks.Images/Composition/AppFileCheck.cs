using System.Collections.Immutable;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Composition;

/// <summary>Whether the published files can stand in a layer. All that cannot are reported at once.</summary>
internal sealed class AppFileCheck
{
    private const int MaximumListed = 20;

    private readonly SortedDictionary<string, string> _faults = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CheckedFile> _files = new(StringComparer.Ordinal);

    public static ImmutableArray<CheckedFile> Check(IEnumerable<AppFile> files, CancellationToken cancel)
    {
        var check = new AppFileCheck();
        foreach (var file in files)
        {
            cancel.ThrowIfCancellationRequested();
            check.Add(file);
        }

        check.FindFilesThatAreFolders();
        return check._faults.Count == 0 ? [.. check._files.Values] : throw check.Unsuitable();
    }

    private void Add(AppFile file)
    {
        if (PathFault(file.Path) is { } pathFault)
            _faults[file.Path] = pathFault;
        else if (AppFileSource.Inspect(file, out var fault) is not { } good)
            _faults[file.Path] = fault;
        else if (!_files.TryAdd(file.Path, good))
            _faults[file.Path] = $"is published twice, from {_files[file.Path].Source} and {file.Source}";
    }

    private void FindFilesThatAreFolders()
    {
        foreach (var path in _files.Keys.Where(path => ArchivePath.FoldersOn(path).Any(_files.ContainsKey)))
            _faults[path] = "lies in a folder that is also published as a file";
    }

    private static string? PathFault(string path)
    {
        var parts = path.Split('/');
        if (parts.Any(part => part is "" or "." or ".."))
            return "is no path below the published folder";
        // Names that delete in the layers below: OCI image specification, "Whiteouts".
        return parts.Any(part => part.StartsWith(".wh.", StringComparison.Ordinal)) ? "has a name that means deletion in a layer (.wh.)" : null;
    }

    private ImageException Unsuitable()
    {
        if (_faults.Count == 1)
            return new ImageException(ImageFault.UnsuitableFile, _faults.First().Key, _faults.First().Value);
        var listed = string.Join("; ", _faults.Take(MaximumListed).Select(fault => $"{fault.Key} {fault.Value}"));
        var more = _faults.Count > MaximumListed ? $"; and {_faults.Count - MaximumListed} more" : "";
        return new ImageException(ImageFault.UnsuitableFile, $"{_faults.Count} published files", listed + more);
    }
}
