using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Changes;

/// <summary>Reads a change log as rpmbuild reads %changelog (addChangelog in build/parseChangelog.cc), and says in which line it is none.</summary>
internal sealed class ChangelogParser(string file, ProblemList problems)
{
    /// <summary>rpmbuild takes no earlier day.</summary>
    private const int FirstYear = 1990;

    private readonly ImmutableArray<ChangelogEntry>.Builder _entries = ImmutableArray.CreateBuilder<ChangelogEntry>();
    private readonly List<int> _lines = [];
    private readonly List<string> _text = [];
    private bool _hasBegun;
    private bool _failed;
    private (int Line, DateOnly Date, string Author)? _open;

    public ImmutableArray<ChangelogEntry> Parse(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.StartsWith('#'))
                continue;
            if (line.Any(character => char.IsControl(character) && character != '\t'))
                Add(number, "it has a control character");
            if (line.StartsWith('*'))
                Open(number, line[1..]);
            else if (_hasBegun)
                _text.Add(line.TrimEnd());
            else if (!string.IsNullOrWhiteSpace(line))
                Add(number, "it comes before the first '*'");
        }

        Close();
        if (_entries.Count == 0 && !_failed)
            Add(1, "there is no entry");
        CheckOrder();
        return _entries.ToImmutable();
    }

    private void Open(int number, string line)
    {
        Close();
        _hasBegun = true;
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        // "Mon Jan 02 2006 …", or "Mon Jan 02 15:04:05 UTC 2006 …".
        var year = words is [_, _, _, var time, ..] && time.Contains(':', StringComparison.Ordinal) ? 5 : 3;
        if (DateOf(words, year) is not { } date)
        {
            Add(number, $"'{string.Join(' ', words.Take(year + 1))}' is no date");
            return;
        }

        if (words[0] != date.ToString("ddd", CultureInfo.InvariantCulture))
            problems.Add(Rules.BogusDate, file, Text(number), date.ToString("MMM dd yyyy", CultureInfo.InvariantCulture), date.DayOfWeek.ToString());
        if (words.Length == year + 1)
            Add(number, "nobody is named after the date");
        else
            _open = (number, date, string.Join(' ', words.Skip(year + 1)));
    }

    private static DateOnly? DateOf(string[] words, int year)
    {
        if (words.Length <= year || !Enum.TryParse<ShortDay>(words[0], out _) || char.IsAsciiDigit(words[0][0]))
            return null;
        var isTimeSound = year == 3 || TimeOnly.TryParseExact(words[3], ["HH:mm:ss", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        return isTimeSound
            && DateOnly.TryParseExact($"{words[1]} {words[2]} {words[year]}", "MMM d yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= FirstYear and <= 2105
            ? date
            : null;
    }

    private void Close()
    {
        var text = string.Join('\n', _text).Trim('\n', ' ', '\t');
        _text.Clear();
        if (_open is not { } entry)
            return;
        if (text.Length == 0)
        {
            Add(entry.Line, "the entry has no text");
        }
        else
        {
            _entries.Add(new ChangelogEntry(entry.Date, entry.Author, text));
            _lines.Add(entry.Line);
        }

        _open = null;
    }

    private void CheckOrder()
    {
        for (var i = 1; i < _entries.Count; i++)
        {
            if (_entries[i].Date > _entries[i - 1].Date)
                Add(_lines[i], "the entry is newer than the one above it");
        }
    }

    private void Add(int line, string what)
    {
        _failed = true;
        problems.Add(Rules.BadChangelog, file, Text(line), what);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private enum ShortDay
    {
        Sun,
        Mon,
        Tue,
        Wed,
        Thu,
        Fri,
        Sat,
    }
}
