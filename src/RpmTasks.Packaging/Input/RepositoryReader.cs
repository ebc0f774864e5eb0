using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Repositories;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads where the repository is, and that it is a folder of its own.</summary>
internal sealed class RepositoryReader(PlacesInput places, ProblemList problems)
{
    public RepositoryRequest? Read()
    {
        var text = places.Repository.Trim();
        if (text.Length == 0)
            return null;
        var folder = text.Contains('\0', StringComparison.Ordinal) ? "" : Path.TrimEndingDirectorySeparator(Path.GetFullPath(text, places.ProjectFolder));
        if (FindFault(folder) is { } fault)
            problems.Add(Rules.BadRepositoryPlace, text, fault);
        return new RepositoryRequest(folder, text);
    }

    private string? FindFault(string folder)
    {
        if (folder.Length == 0)
            return "it is no path";
        if (File.Exists(folder))
            return "it is a file";
        if (Path.GetDirectoryName(folder) is null)
            return "it is a whole disk";
        if (Path.GetFileName(folder) == FolderScan.Repodata)
            return "that is the name of the folder for metadata in it";
        if (IsWithin(places.OutputFolder, folder))
            return $"RpmOutputPath={places.OutputFolder} lies in it, which dotnet clean removes packages from";
        return places.PublishFolder.Length > 0 && IsWithin(folder, places.PublishFolder)
            ? $"it lies in the publish folder {places.PublishFolder}, so that the next image would hold it"
            : null;
    }

    private static bool IsWithin(string inner, string outer)
    {
        var (low, high) = (Path.TrimEndingDirectorySeparator(inner), Path.TrimEndingDirectorySeparator(outer));
        return low == high || low.StartsWith(high + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
