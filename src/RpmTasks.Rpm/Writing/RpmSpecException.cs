namespace RpmTasks.Rpm.Writing;

/// <summary>A spec that rpm, or a tool around it, would choke on: everything that is wrong with it at once.</summary>
internal sealed class RpmSpecException(IReadOnlyList<string> problems)
    : Exception("The package cannot be made:" + string.Concat(problems.Select(problem => $"{Environment.NewLine}- {problem}")))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
