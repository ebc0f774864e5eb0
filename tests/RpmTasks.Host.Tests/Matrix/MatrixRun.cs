using System.Collections.Concurrent;
using System.Reflection;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Which rows this run of the tests has, and what they came to.</summary>
internal static class MatrixRun
{
    public const string Variable = "RPMTASKS_MATRIX";

    private static readonly string? Wish = Environment.GetEnvironmentVariable(Variable);
    private static readonly MatrixJournal Journal = MatrixJournal.OfTheseSources();
    private static readonly ConcurrentDictionary<Column, bool> KnownHosts = [];
    private static readonly ConcurrentDictionary<Column, string> SkippedColumns = [];

    /// <summary>
    /// "whole" has every row on every generation of hosts, "rest" those of them that have not passed yet with these sources;
    /// else it is as the row says.
    /// </summary>
    public static bool Has(Column column, MethodInfo row, bool byItself) => Wish switch
    {
        "whole" => true,
        "rest" => Journal[column, row] is not { Outcome: Outcome.Passed or Outcome.NotApplicable },
        _ => byItself,
    };

    public static void Record(Column column, MethodInfo row, Cell cell) => Journal.Add(column, row, cell);

    public static void RecordOnce(Column column, Func<IReadOnlyList<HostFact>> facts)
    {
        if (KnownHosts.TryAdd(column, true))
            Journal.Add(column, facts());
    }

    public static void RecordFigure(Column column, string name, string value) => Journal.Add(column, name, value);

    /// <summary>A column whose host cannot be made today.</summary>
    public static void Skip(Column column, string reason) => SkippedColumns[column] = reason;

    /// <summary>Writes the document if every row was run on every column that it has, in this run or in earlier ones with the same sources.</summary>
    public static void WriteIfWhole(string path)
    {
        var rows = DeclaredRows().ToList();
        if (rows.Count > 0 && rows.TrueForAll(row => row.Columns.All(column => CellOf(column, row.Method) is not null)))
            File.WriteAllText(path, MatrixReport.Write(new MatrixFacts(
                Column.Shown,
                Column.Shown.Where(column => Journal.Hosts.ContainsKey(column.Title)).ToDictionary(column => column, column => Journal.Hosts[column.Title]),
                [.. rows.Select(row => new Row(row.Attribute.Group, row.Attribute.Text, row.Columns.ToDictionary(column => column, column => CellOf(column, row.Method)!)))],
                [.. Journal.Figures.OrderBy(figure => figure.Name, StringComparer.Ordinal).Select(figure => (figure.Name, Column.Shown.First(column => column.Title == figure.Column), figure.Value))])));
    }

    private static Cell? CellOf(Column column, MethodInfo row) =>
        Journal[column, row] ?? (SkippedColumns.TryGetValue(column, out var reason) ? new Cell(Outcome.Skipped, reason) : null);

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
