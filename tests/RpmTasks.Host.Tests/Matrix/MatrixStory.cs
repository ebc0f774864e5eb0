using System.Reflection;

using NUnit.Framework.Interfaces;

using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>
/// Rows of the matrix on one host of a column. A row stands alone: it begins on a host as it was booted, and <see cref="Clean"/>
/// brings it back to that and holds it to what must be left. After a row that failed the next one gets another host.
/// </summary>
internal abstract class MatrixStory(Column column)
{
    private BootedHost? _host;
    private bool _isSpoilt;

    protected Column Column { get; } = column;

    /// <summary>Booted when first asked for.</summary>
    protected BootedHost Host => _host ??= Known(IdleHosts.TakeOrBoot(Column.Recipe));

    [OneTimeSetUp]
    public void MakeRoot()
    {
        try
        {
            HostRoots.Folder(Column.Recipe);
        }
        catch (IgnoreException reason)
        {
            MatrixRun.Skip(Column, reason.Message);
            throw;
        }
    }

    [OneTimeTearDown]
    public void Leave()
    {
        if (_isSpoilt)
            _host?.Dispose();
        else if (_host is not null)
            IdleHosts.GiveBack(_host);
        (_host, _isSpoilt) = (null, false);
    }

    [TearDown]
    public void EndRow()
    {
        var cell = CellOf(TestContext.CurrentContext.Result);
        try
        {
            if (cell.Outcome != Outcome.Failed)
                Clean();
        }
        catch
        {
            cell = new Cell(Outcome.Failed);
            throw;
        }
        finally
        {
            Record(cell);
            if (cell.Outcome == Outcome.Failed)
            {
                _isSpoilt = true;
                Leave();
            }
        }
    }

    /// <summary>Does something to a new host before its first boot, and boots it.</summary>
    /// <returns>What the step put out.</returns>
    protected string BootAfter(OfflineStep step)
    {
        Leave();
        _host = Known(BootedHost.Boot(Column.Recipe, step));
        _isSpoilt = true;
        var result = DebiansRpm.WithoutAdvice(step.Result!);
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")));
        return result.Output;
    }

    /// <summary>Called after each row that did not fail: brings the host back to its beginning and asserts that nothing else is left on it.</summary>
    protected abstract void Clean();

    /// <summary>Ends a row that makes no sense on this column.</summary>
    protected static void DoesNotApply(string reason) => Assert.Pass(NotApplicableMark + reason);

    /// <summary>A measured value for the table of figures.</summary>
    protected void Figure(string name, string value)
    {
        TestContext.Out.WriteLine($"{Column}: {name}: {value}");
        MatrixRun.RecordFigure(Column, name, value);
    }

    private const string NotApplicableMark = "Does not apply: ";

    private BootedHost Known(BootedHost host)
    {
        MatrixRun.RecordOnce(Column, () => HostFacts.Read(Column, host));
        return host;
    }

    private static Cell CellOf(TestContext.ResultAdapter result) => result.Outcome.Status switch
    {
        TestStatus.Passed when result.Message?.StartsWith(NotApplicableMark, StringComparison.Ordinal) == true
            => new Cell(Outcome.NotApplicable, result.Message[NotApplicableMark.Length..]),
        TestStatus.Passed => new Cell(Outcome.Passed),
        TestStatus.Skipped or TestStatus.Inconclusive => new Cell(Outcome.Skipped, result.Message ?? ""),
        _ => new Cell(Outcome.Failed),
    };

    private void Record(Cell cell)
    {
        var method = GetType().GetMethod(TestContext.CurrentContext.Test.MethodName!)!;
        if (method.GetCustomAttribute<RowAttribute>() is not null)
            MatrixRun.Record(Column, method, cell);
    }
}
