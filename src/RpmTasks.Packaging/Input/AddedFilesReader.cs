using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Files;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads what the package brings beside the image.</summary>
internal sealed class AddedFilesReader(PackInput input, ProblemList problems)
{
    public AddedFiles Read()
    {
        var reader = new AddedFileReader(input.Places.ProjectFolder, problems);
        ImmutableArray<AddedFile> files = [.. input.Files.Select(reader.Read).OfType<AddedFile>()];
        CheckPaths(files);
        return new AddedFiles(files, problems.Boolean("RpmUsers", input.Users, unset: true));
    }

    private void CheckPaths(ImmutableArray<AddedFile> files)
    {
        var kinds = new Dictionary<string, AddedFile>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (!kinds.TryAdd(file.File.Path, file))
                problems.Add(Rules.PathTwice, kinds[file.File.Path].Item, file.Item, file.File.Path);
        }

        foreach (var file in files)
        {
            foreach (var above in HostFolders.Above(file.File.Path))
            {
                if (kinds.TryGetValue(above, out var other) && other.File.Kind != FileKind.Directory)
                    problems.Add(Rules.BelowNoFolder, file.Item, file.File.Path, above, other.File.Kind == FileKind.SymbolicLink ? "a link" : "a file");
            }
        }
    }
}
