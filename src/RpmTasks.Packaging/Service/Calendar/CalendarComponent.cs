using System.Collections.Immutable;
using System.Globalization;

namespace RpmTasks.Packaging.Service.Calendar;

/// <summary>One of a list between commas: a value, a range a..b, either with a step /c. Seconds are counted in microseconds.</summary>
internal readonly record struct CalendarComponent(int Start, int? Stop, int? Step) : IComparable<CalendarComponent>
{
    // systemd's own bound on a list.
    private const int Most = 241;

    private const int Microseconds = 1_000_000;

    /// <summary>A list; empty for '*'.</summary>
    public static ImmutableArray<CalendarComponent> ReadList(CalendarCursor cursor, bool seconds)
    {
        if (cursor.Take('*'))
            return [];
        var list = ImmutableArray.CreateBuilder<CalendarComponent>();
        do
        {
            list.Add(Read(cursor, seconds));
            if (list.Count > Most)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"a list has more than {Most} entries"));
        }
        while (cursor.Take(','));
        return list.ToImmutable();
    }

    /// <summary>The same with the range ending at the last value that its steps reach, which is what systemd holds to the bounds.</summary>
    public CalendarComponent UpToLastStep() => Stop > Start && Step is { } step ? this with { Stop = Stop - ((Stop - Start) % step) } : this;

    public CalendarComponent Map(Func<int, int> value) => this with { Start = value(Start), Stop = Stop is { } stop ? value(stop) : null };

    public int CompareTo(CalendarComponent other) =>
        (Start, Stop ?? -1, Step ?? 0).CompareTo((other.Start, other.Stop ?? -1, other.Step ?? 0));

    private static CalendarComponent Read(CalendarCursor cursor, bool seconds)
    {
        var start = Number(cursor, seconds);
        int? stop = cursor.TakeRange() ? Number(cursor, seconds) : null;
        int? step = cursor.Take('/') ? Number(cursor, seconds) : null;
        if (step == 0)
            throw new FormatException("a step of 0 never ends");
        return new CalendarComponent(start, stop, step ?? (stop is null ? null : seconds ? Microseconds : 1));
    }

    private static int Number(CalendarCursor cursor, bool seconds)
    {
        var digits = cursor.TakeDigits();
        if (digits.IsEmpty)
            throw cursor.Unexpected();
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            throw new FormatException($"the number {digits} is too large");
        if (!seconds)
            return value;
        // Two points are a range.
        var fraction = cursor.Here == '.' && cursor.Next != '.' ? Fraction(cursor) : 0;
        var total = ((long)value * Microseconds) + fraction;
        return total <= int.MaxValue ? (int)total : throw new FormatException($"the number {digits} is too large");
    }

    // Rounded to microseconds.
    private static int Fraction(CalendarCursor cursor)
    {
        cursor.Take('.');
        var digits = cursor.TakeDigits();
        if (digits.IsEmpty)
            throw cursor.Unexpected();
        Span<char> kept = stackalloc char[6];
        kept.Fill('0');
        digits[..Math.Min(digits.Length, kept.Length)].CopyTo(kept);
        var value = int.Parse(kept, NumberStyles.None, CultureInfo.InvariantCulture);
        return digits.Length > kept.Length && digits[kept.Length] >= '5' ? value + 1 : value;
    }
}
