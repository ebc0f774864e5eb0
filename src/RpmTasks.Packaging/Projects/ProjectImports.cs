using System.Buffers;
using System.Text.RegularExpressions;

namespace RpmTasks.Packaging.Projects;

/// <summary>Which file an Import means, where it says so without properties of the project: those of MSBuild that name folders are known here.</summary>
internal sealed partial class ProjectImports(string projectFolder)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("$*?@%\0");

    /// <returns>The absolute path, or nothing.</returns>
    public IEnumerable<string> Find(string import, string importer)
    {
        var folder = Path.GetDirectoryName(importer)!;
        var path = Expand(import.Trim(), folder);
        if (GetPathAbove().Match(path) is { Success: true } above)
            return Above(above.Groups["name"].Value, Path.GetFullPath(Slashes(above.Groups["from"].Value), folder));
        var isPlain = path.Length > 0 && !path.AsSpan().ContainsAny(Special);
        return isPlain ? [Path.GetFullPath(Slashes(path), folder)] : [];
    }

    private string Expand(string text, string folder) => text
        .Replace("$(MSBuildThisFileDirectory)", folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)
        .Replace("$(MSBuildProjectDirectory)", projectFolder, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Above(string name, string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, name)))
                return [Path.Combine(at, name)];
        }

        return [];
    }

    private static string Slashes(string path) => path.Replace('\\', '/');

    // $([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../')), as the documents of MSBuild advise.
    [GeneratedRegex(@"^\$\(\[MSBuild\]::GetPathOfFileAbove\(\s*'?(?<name>[\w.-]+)'?\s*,\s*'?(?<from>[^$@%*?']+?)'?\s*\)\)$", RegexOptions.IgnoreCase)]
    private static partial Regex GetPathAbove();
}
