using System.Text.RegularExpressions;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Projects;

/// <summary>
/// Where the value that a problem is about stands in the project. A value may come from anywhere, so a place counts only when the message
/// holds the very text that stands there, or when nothing else can have set it.
/// </summary>
internal static partial class PlaceFinder
{
    /// <returns>Null when it is not known.</returns>
    public static Place? Find(Problem problem, ProjectText project)
    {
        if (problem.At is not null)
            return problem.At;
        var text = problem.Text;
        return Name().Matches(text)
            .Select(match => Find(match.Value, text, project))
            .FirstOrDefault(place => place is not null);
    }

    private static Place? Find(string name, string text, ProjectText project)
    {
        var isGlobal = project.IsGlobal(name);
        WrittenName[] written =
        [
            .. project.Written.Where(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                && (candidate.Kind == NameKind.Item || (candidate.Kind == NameKind.Property && !isGlobal))),
        ];
        // Later ones win in MSBuild.
        if (written.LastOrDefault(candidate => IsIn(text, candidate.Text.Trim())) is { } literal)
            return literal.At;
        return written is [var only] && !isGlobal && (IsExpanded(only.Text) || !QuotesValue(text, name)) ? only.At : null;
    }

    private static bool IsIn(string text, string value) => value.Length > 0 && text.Contains($"'{value}'", StringComparison.Ordinal);

    private static bool IsExpanded(string value) => value.AsSpan().ContainsAny('$', '@', '%');

    private static bool QuotesValue(string text, string name) => text.Contains($"{name}='", StringComparison.Ordinal) || text.Contains($"{name} '", StringComparison.Ordinal);

    // The subject of a message comes first; elsewhere only names that are unmistakably a property's or item's.
    [GeneratedRegex(@"^\w+|\b(?:Rpm|Container)[A-Z]\w*")]
    private static partial Regex Name();
}
