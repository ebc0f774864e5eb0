using System.Runtime.CompilerServices;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Where a row stands in the matrix; the groups follow each other in this order.</summary>
internal enum RowGroup
{
    Install,
    Run,
    Upgrade,
    Rename,
    Erase,
    ImageBuild,
    Arguments,
    Failure,
    Timer,
    Template,
    Socket,
}

/// <summary>Makes a test of a <see cref="MatrixStory"/> a row of the matrix. Rows of one group stand in the order of their stories' names, then of their lines.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RowAttribute(RowGroup group, string text, [CallerLineNumber] int line = 0) : TestAttribute
{
    public RowGroup Group { get; } = group;

    /// <summary>What happens, as one reads it after the group's heading: "while it runs".</summary>
    public string Text { get; } = text;

    public int Line { get; } = line;
}
