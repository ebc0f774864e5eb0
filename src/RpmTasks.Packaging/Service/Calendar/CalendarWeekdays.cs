using System.Collections.Immutable;

namespace RpmTasks.Packaging.Service.Calendar;

/// <summary>The first part: a list of weekdays and ranges of them, Mon..Fri or Mon-Fri, each short or in full.</summary>
internal static class CalendarWeekdays
{
    private static readonly ImmutableArray<string> Days =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>Takes the weekdays and the spaces after them, or nothing.</summary>
    public static void Read(CalendarCursor cursor)
    {
        if (Take(cursor) is not { } day)
            return;
        while (true)
        {
            if (cursor.TakeRange() || cursor.Take('-'))
                ReadEndOfRange(cursor, day);

            // A comma may stand last.
            var more = cursor.Take(',');
            if (cursor.AtEnd || cursor.Here == ' ')
                break;
            if (!more)
                throw cursor.Unexpected();
            day = Take(cursor) ?? throw cursor.Unexpected();
        }

        cursor.SkipSpaces();
    }

    // systemd's week begins on Monday, and a range does not go over its end.
    private static void ReadEndOfRange(CalendarCursor cursor, int first)
    {
        if (Take(cursor) is not { } last)
            throw cursor.Unexpected();
        if (last < first)
            throw new FormatException($"a range of weekdays ends at the latest on Sunday; list them, as {Days[first][..3]},{Days[last][..3]}");
    }

    private static int? Take(CalendarCursor cursor)
    {
        for (var day = 0; day < Days.Length; day++)
        {
            if (cursor.TakeIgnoringCase(Days[day]) || cursor.TakeIgnoringCase(Days[day][..3]))
                return day;
        }

        return null;
    }
}
