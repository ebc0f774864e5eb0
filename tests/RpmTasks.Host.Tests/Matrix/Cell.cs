namespace RpmTasks.Host.Tests.Matrix;

internal enum Outcome
{
    Passed,
    Failed,
    Skipped,
    NotApplicable,
}

/// <param name="Reason">Why it is skipped or does not apply.</param>
internal sealed record Cell(Outcome Outcome, string Reason = "");

/// <summary>A row with the cells that it has; a column that its story is not told on has none.</summary>
internal sealed record Row(RowGroup Group, string Text, IReadOnlyDictionary<Column, Cell> Cells);

/// <summary>What was read from a column's host, in the order of the table, such as ("systemd", "257").</summary>
internal sealed record HostFact(string Name, string Value);

/// <summary>All that the matrix shows.</summary>
internal sealed record MatrixFacts(
    IReadOnlyList<Column> Columns,
    IReadOnlyDictionary<Column, IReadOnlyList<HostFact>> Hosts,
    IReadOnlyList<Row> Rows,
    IReadOnlyList<(string Name, Column Column, string Value)> Figures);
