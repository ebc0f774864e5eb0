using Microsoft.Build.Framework;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Tasks;

/// <summary>Which packages are meant: those that were named, else those that the project wrote last.</summary>
/// <param name="Asked">The property as it was written, which a pattern that fits nothing does not empty.</param>
/// <param name="WrittenLists">Files that list what a pack wrote, one of each configuration.</param>
internal sealed record PackagesToRead(string ProjectFile, string Asked, ITaskItem[] WrittenLists)
{
    /// <returns>Absolute paths.</returns>
    /// <exception cref="PackException">There is none.</exception>
    public IReadOnlyList<string> Find(ITaskItem[] named)
    {
        if (named.Length > 0)
            return [.. named.Select(item => AbsolutePath(item.ItemSpec)).Distinct(StringComparer.Ordinal)];
        if (Asked.Length > 0)
            throw new PackException(Problem.Of(Rules.NothingToRead, $"nothing fits RpmPackageFile='{Asked}'"));
        var last = WrittenLists.Select(list => AbsolutePath(list.ItemSpec)).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
        return last is null
            ? throw new PackException(Problem.Of(Rules.NothingToRead, "this project packed none yet"))
            : [.. File.ReadLines(last).Where(line => line.Length > 0)];
    }

    public string AbsolutePath(string path) => Path.GetFullPath(path, Path.GetDirectoryName(ProjectFile)!);
}
