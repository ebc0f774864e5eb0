using System.Collections.Concurrent;
using System.Reflection;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>What the rows of this test run came to.</summary>
internal static class MatrixRun
{
    public const string Variable = "RPMTASKS_MATRIX";

    /// <summary>Whether every row is run on every generation of hosts.</summary>
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable(Variable) == "whole";

    private static readonly ConcurrentDictionary<(Column, MethodInfo), Cell> Cells = [];
    private static readonly ConcurrentDictionary<Column, IReadOnlyList<HostFact>> Hosts = [];
    private static readonly ConcurrentDictionary<(string Name, Column Column), string> Figures = [];
    private static readonly ConcurrentDictionary<Column, string> SkippedColumns = [];

    public static void Record(Column column, MethodInfo row, Cell cell) => Cells[(column, row)] = cell;

    public static void RecordOnce(Column column, Func<IReadOnlyList<HostFact>> facts) => Hosts.GetOrAdd(column, _ => facts());

    public static void RecordFigure(Column column, string name, string value) => Figures[(name, column)] = value;

    /// <summary>A column whose host cannot be made today.</summary>
    public static void Skip(Column column, string reason) => SkippedColumns[column] = reason;

    /// <summary>Writes the document after a whole run, if every row was run on every column that it has: a filtered run says nothing of the rest.</summary>
    public static void WriteIfWhole(string path)
    {
        if (!IsWhole)
            return;
        var rows = DeclaredRows().ToList();
        if (rows.Count > 0 && rows.TrueForAll(row => row.Columns.All(column => CellOf(column, row.Method) is not null)))
            File.WriteAllText(path, MatrixReport.Write(new MatrixFacts(
                Column.Shown,
                Hosts,
                [.. rows.Select(row => new Row(row.Attribute.Group, row.Attribute.Text, row.Columns.ToDictionary(column => column, column => CellOf(column, row.Method)!)))],
                [.. Figures.OrderBy(figure => figure.Key.Name, StringComparer.Ordinal).Select(figure => (figure.Key.Name, figure.Key.Column, figure.Value))])));
    }

    private static Cell? CellOf(Column column, MethodInfo row) =>
        SkippedColumns.TryGetValue(column, out var reason) ? new Cell(Outcome.Skipped, reason) : Cells.GetValueOrDefault((column, row));

    private static IEnumerable<(MethodInfo Method, RowAttribute Attribute, IReadOnlyList<Column> Columns)> DeclaredRows() =>
        from story in typeof(MatrixStory).Assembly.GetTypes()
        where story.IsSubclassOf(typeof(MatrixStory)) && !story.IsAbstract
        from method in story.GetMethods()
        let attribute = method.GetCustomAttribute<RowAttribute>()
        where attribute is not null
        orderby attribute.Group, story.Name, attribute.Line
        select (method, attribute, ColumnsOf(story));

    private static IReadOnlyList<Column> ColumnsOf(Type story)
    {
        var source = story.GetCustomAttribute<TestFixtureSourceAttribute>()
            ?? throw new InvalidOperationException($"{story.Name} has no columns");
        const BindingFlags anywhere = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        return (IReadOnlyList<Column>)(source.SourceType ?? story).GetProperty(source.SourceName!, anywhere)!.GetValue(null)!;
    }
}
