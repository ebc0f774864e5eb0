using System.Text;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>The matrix as Markdown.</summary>
internal sealed class MatrixReport
{
    private const string Head = """
        # What a service lives through

        Written by `tests/RpmTasks.Host.Tests` with `RPMTASKS_MATRIX=whole`, all of it with the same sources of the product: each column is a host that was booted, each row was done to packages on it.
        After each row the state of the service, its answer over HTTP, its journal and everything that is left on the host (units, containers, images, volumes, files, failed units) were as they must be, exactly.

        ✓ passed, ✗ failed, – does not apply, ○ could not be run; a number leads to the reason below.


        """;

    private readonly MatrixFacts _facts;
    private readonly StringBuilder _text = new();
    private readonly List<string> _notes = [];

    private MatrixReport(MatrixFacts facts) => _facts = facts;

    public static string Write(MatrixFacts facts)
    {
        var report = new MatrixReport(facts);
        report._text.Append(Head);
        report.Hosts();
        foreach (var group in facts.Rows.GroupBy(row => row.Group))
            report.Group(group.Key, group);
        report.Figures();
        report.Notes();
        return report._text.ToString();
    }

    private void Hosts()
    {
        Header("");
        var names = _facts.Columns.SelectMany(column => FactsOf(column)).Select(fact => fact.Name).Distinct();
        foreach (var name in names)
            Line(name, column => FactsOf(column).FirstOrDefault(fact => fact.Name == name)?.Value ?? "");
    }

    private void Group(RowGroup group, IEnumerable<Row> rows)
    {
        _text.Append($"\n## {Title(group)}\n\n");
        Header("");
        foreach (var row in rows)
            Line(row.Text, column => row.Cells.TryGetValue(column, out var cell) ? Sign(cell) : "");
    }

    private void Figures()
    {
        if (_facts.Figures.Count == 0)
            return;
        _text.Append("\n## Figures\n\nMedians of three where they are times, measured on one machine; they differ from run to run and from machine to machine.\n\n");
        Header("");
        foreach (var figure in _facts.Figures.GroupBy(figure => figure.Name))
            Line(figure.Key, column => figure.FirstOrDefault(value => value.Column == column).Value ?? "");
    }

    private void Notes()
    {
        if (_notes.Count > 0)
            _text.Append("\n## Notes\n\n");
        for (var note = 0; note < _notes.Count; note++)
            _text.Append($"{note + 1}. {_notes[note]}\n");
    }

    private void Header(string first)
    {
        Line(first, column => column.Title);
        _text.Append("|---|").Insert(_text.Length, "---|", _facts.Columns.Count).Append('\n');
    }

    private void Line(string first, Func<Column, string> cell) =>
        _text.Append($"| {Text(first)} | {string.Join(" | ", _facts.Columns.Select(column => Text(cell(column))))} |\n");

    private string Sign(Cell cell) => cell.Outcome switch
    {
        Outcome.Passed => "✓",
        Outcome.Failed => "✗",
        Outcome.Skipped => $"○ {Note(cell.Reason)}",
        _ => $"– {Note(cell.Reason)}",
    };

    private int Note(string reason)
    {
        var line = reason.ReplaceLineEndings(" ").Trim();
        if (!_notes.Contains(line))
            _notes.Add(line);
        return _notes.IndexOf(line) + 1;
    }

    private IReadOnlyList<HostFact> FactsOf(Column column) => _facts.Hosts.GetValueOrDefault(column) ?? [];

    private static string Text(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Title(RowGroup group) => group switch
    {
        RowGroup.ImageBuild => "Where nothing runs",
        RowGroup.Failure => "What goes wrong",
        _ => group.ToString(),
    };
}
