using System.Globalization;

namespace RpmTasks.Packaging.Inspection;

/// <summary>Collects lines of a report. Whatever text comes in goes out through <see cref="VisibleText"/>.</summary>
/// <param name="everything">The property that shows what is left out here.</param>
internal sealed class ReportLines(string everything = "RpmInspectFormat=json")
{
    /// <summary>MSBuild's console indents by two.</summary>
    private const int Width = 78;

    private const int LabelWidth = 13;
    private const int MostLines = 1000;
    private const string Indent = "  ";

    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Title(string text)
    {
        if (_lines.Count > 0)
            _lines.Add("");
        _lines.Add(VisibleText.Of(text));
    }

    /// <summary>Nothing for an empty value.</summary>
    public void Field(string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            Row(label, LabelWidth, value);
    }

    /// <summary>A label in a column of its own.</summary>
    public void Row(string label, int labelWidth, string value)
    {
        var lines = Wrap(VisibleText.Of(value), Width - labelWidth - Indent.Length).ToList();
        for (var i = 0; i < lines.Count; i++)
            _lines.Add(Indent + (i == 0 ? VisibleText.Of(label) : "").PadRight(labelWidth) + lines[i]);
    }

    public void Heading(string label, int count)
    {
        if (count > 0)
            Title(string.Create(CultureInfo.InvariantCulture, $"{label} ({count})"));
    }

    /// <summary>Nothing for an empty list.</summary>
    public void List(string label, IEnumerable<string> items)
    {
        var all = items.ToList();
        Heading(label, all.Count);
        foreach (var item in all.Take(MostLines))
            Line(item);
        More(all.Count - MostLines);
    }

    /// <summary>Nothing for an empty text.</summary>
    public void Prose(string label, string text)
    {
        if (text.Length == 0)
            return;
        Title(label);
        Paragraph(text, Indent);
    }

    public void Verbatim(string label, string text)
    {
        Title(label);
        if (text.Length == 0)
            return;
        var lines = VisibleText.Lines(text).ToList();
        foreach (var line in lines.Take(MostLines))
            _lines.Add((Indent + line).TrimEnd());
        More(lines.Count - MostLines);
    }

    public void Indented(string line, string text)
    {
        Line(line);
        Paragraph(text, Indent + Indent);
    }

    public void Line(string text) => _lines.Add(Indent + VisibleText.Of(text));

    public void More(int count)
    {
        if (count > 0)
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Indent}… and {count} more; {everything} has all of them"));
    }

    private void Paragraph(string text, string indent)
    {
        var lines = VisibleText.Lines(text).SelectMany(line => Wrap(line, Width - indent.Length)).ToList();
        foreach (var line in lines.Take(MostLines))
            _lines.Add((indent + line).TrimEnd());
        More(lines.Count - MostLines);
    }

    /// <summary>Breaks at blanks; a word that is too long stays whole, so that paths and digests can be copied.</summary>
    private static IEnumerable<string> Wrap(string line, int width)
    {
        while (line.Length > width)
        {
            var at = line.LastIndexOf(' ', width);
            if (at <= 0)
                at = line.IndexOf(' ', width);
            if (at <= 0)
                break;
            yield return line[..at];
            line = line[(at + 1)..];
        }

        yield return line;
    }
}
