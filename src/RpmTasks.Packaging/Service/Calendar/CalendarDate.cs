using System.Globalization;

namespace RpmTasks.Packaging.Service.Calendar;

/// <summary>The date, and the time after it: year-month-day, month-day, or with '~' for a day counted from the end of the month.</summary>
internal static class CalendarDate
{
    // The last second of the last year that systemd reads.
    private static readonly long Latest = new DateTimeOffset(2199, 12, 31, 23, 59, 59, TimeSpan.Zero).ToUnixTimeSeconds();

    /// <summary>What stands after '@'; no time follows.</summary>
    public static void ReadUnixTime(CalendarCursor cursor)
    {
        var digits = cursor.TakeDigits();
        if (digits.IsEmpty)
            throw new FormatException("after '@' stand the seconds since 1970");
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > Latest)
            throw new FormatException($"@{digits} is after the year {CalendarField.Year.Last}");
    }

    /// <summary>A date, a time, or both.</summary>
    public static void ReadWithTime(CalendarCursor cursor)
    {
        if (cursor.AfterList() is '-' or '~')
        {
            Read(cursor);
            if (cursor.AtEnd)
                return;
            if (cursor.Here != ' ')
                throw cursor.Unexpected();
            cursor.SkipSpaces();
            if (cursor.AtEnd)
                return;
        }

        CalendarTime.Read(cursor);
    }

    private static void Read(CalendarCursor cursor)
    {
        var first = CalendarComponent.ReadList(cursor, seconds: false);
        var fromEnd = TakeSeparator(cursor);
        var second = CalendarComponent.ReadList(cursor, seconds: false);
        if (fromEnd || cursor.Here is not ('-' or '~'))
        {
            CalendarField.Month.Check(first);
            (fromEnd ? CalendarField.DayFromEnd : CalendarField.Day).Check(second);
            return;
        }

        fromEnd = TakeSeparator(cursor);
        var third = CalendarComponent.ReadList(cursor, seconds: false);
        CalendarField.Year.Check(first);
        CalendarField.Month.Check(second);
        (fromEnd ? CalendarField.DayFromEnd : CalendarField.Day).Check(third);
    }

    private static bool TakeSeparator(CalendarCursor cursor) =>
        cursor.Take('~') || (cursor.Take('-') ? false : throw cursor.Unexpected());
}
