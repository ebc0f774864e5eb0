using System.Runtime.CompilerServices;

using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

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
internal sealed class RowAttribute(RowGroup group, string text, [CallerLineNumber] int line = 0) : TestAttribute, ISimpleTestBuilder
{
    /// <summary>The category of all rows.</summary>
    private const string Matrix = nameof(Matrix);

    public RowGroup Group { get; } = group;

    /// <summary>What happens, as one reads it after the group's heading: "while it runs".</summary>
    public string Text { get; } = text;

    public int Line { get; } = line;

    /// <summary>Whether it always runs on every column; the other rows are run on some only where <see cref="MatrixRun.Variable"/> asks, for time.</summary>
    public bool Everywhere { get; set; }

    /// <summary>Whether it takes minutes, and runs only where <see cref="MatrixRun.Variable"/> asks.</summary>
    public bool OnDemand { get; set; }

    TestMethod ISimpleTestBuilder.BuildFrom(IMethodInfo method, Test? suite)
    {
        var test = BuildFrom(method, suite);
        test.Properties.Add(PropertyNames.Category, Matrix);
        if (suite?.Arguments is [Column column, ..] && !MatrixRun.Has(column, method.MethodInfo, !OnDemand && (Everywhere || column.IsAlwaysWhole)))
        {
            test.RunState = RunState.Explicit;
            test.Properties.Set(PropertyNames.SkipReason, $"{MatrixRun.Variable}=whole runs it");
        }
        return test;
    }
}
