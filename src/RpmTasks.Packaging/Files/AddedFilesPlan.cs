using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Layout;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Files;

/// <summary>Joins the project's files with those of the image and the service, and adds the folders that come with them.</summary>
internal sealed class AddedFilesPlan(ImmutableArray<RpmFile> ours, AddedFiles added, HostPaths paths)
{
    private const int FolderMode = 0b111_101_101;

    private readonly Dictionary<string, RpmFile> _ours = ours.ToDictionary(file => file.Path, StringComparer.Ordinal);
    private readonly HashSet<string> _foldersOfOurs = ours.SelectMany(file => HostFolders.Above(file.Path)).ToHashSet(StringComparer.Ordinal);

    /// <exception cref="PackException">Something of the project's is where something of ours must be; it lists all of it.</exception>
    public ImmutableArray<RpmFile> Join()
    {
        ImmutableArray<Problem> problems = [.. added.All.SelectMany(FindClashes)];
        if (!problems.IsEmpty)
            throw new PackException(problems);
        // A folder of ours that the project names has its mode and owner from there.
        foreach (var file in added.All)
            _ours[file.File.Path] = file.File;
        foreach (var folder in added.All.SelectMany(file => OwnedFolders.Above(file.File.Path, paths)))
            _ours.TryAdd(folder, new RpmFile(folder, FileKind.Directory) { Mode = FolderMode, ModifiedAt = 0 });
        return [.. _ours.Values];
    }

    private IEnumerable<Problem> FindClashes(AddedFile file)
    {
        var path = file.File.Path;
        var isFolder = file.File.Kind == FileKind.Directory;
        var isTaken = _ours.TryGetValue(path, out var same) && !(isFolder && same.Kind == FileKind.Directory);
        if (isTaken || (!isFolder && _foldersOfOurs.Contains(path)))
            yield return Problem.Of(Rules.PathTaken, file.Item, path);
        foreach (var above in HostFolders.Above(path))
        {
            if (_ours.TryGetValue(above, out var other) && other.Kind != FileKind.Directory)
                yield return Problem.Of(Rules.BelowNoFolder, file.Item, path, above, "a file of RpmTasks");
        }
    }
}
