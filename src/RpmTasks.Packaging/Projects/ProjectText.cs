using System.Collections.Immutable;

namespace RpmTasks.Packaging.Projects;

/// <summary>What the files of a project say, as written: MSBuild tells a task the values of what it asks for, and neither other names nor places.</summary>
/// <param name="Written">In the order of evaluation, as far as the files show it.</param>
/// <param name="Read">Names that the project itself asks for: $(Name), @(Name), %(Name).</param>
/// <param name="Globals">What the command line set, which nothing in a file changes.</param>
internal sealed record ProjectText(ImmutableArray<WrittenName> Written, ImmutableHashSet<string> Read, ImmutableArray<string> Globals)
{
    public static ProjectText None { get; } = new([], [], []);

    public bool IsGlobal(string name) => Globals.Contains(name, StringComparer.OrdinalIgnoreCase);
}
