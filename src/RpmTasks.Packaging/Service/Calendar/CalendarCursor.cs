using System.Globalization;

namespace RpmTasks.Packaging.Service.Calendar;

/// <summary>A place in an expression.</summary>
internal sealed class CalendarCursor(string text)
{
    private int _position;

    public bool AtEnd => _position == text.Length;

    /// <summary>The character here; NUL at the end.</summary>
    public char Here => At(0);

    public char Next => At(1);

    public bool Take(char wanted)
    {
        if (Here != wanted)
            return false;
        _position++;
        return true;
    }

    /// <summary>Takes two points; one is a decimal point.</summary>
    public bool TakeRange()
    {
        if (Here != '.' || Next != '.')
            return false;
        _position += 2;
        return true;
    }

    public bool TakeIgnoringCase(string wanted)
    {
        if (!text.AsSpan(_position).StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
            return false;
        _position += wanted.Length;
        return true;
    }

    public void SkipSpaces()
    {
        while (Take(' '))
        {
        }
    }

    public ReadOnlySpan<char> TakeDigits()
    {
        var start = _position;
        while (char.IsAsciiDigit(Here))
            _position++;
        return text.AsSpan(start, _position - start);
    }

    /// <summary>The character after the list of numbers that begins here, which tells a date from a time.</summary>
    public char AfterList()
    {
        var ahead = 0;
        while (char.IsAsciiDigit(At(ahead)) || At(ahead) is '*' or '.' or '/' or ',')
            ahead++;
        return At(ahead);
    }

    public FormatException Unexpected() =>
        new(AtEnd ? "it ends too early" : string.Create(CultureInfo.InvariantCulture, $"the '{Here}' at position {_position + 1} cannot stand there"));

    private char At(int ahead) => _position + ahead < text.Length ? text[_position + ahead] : '\0';
}
