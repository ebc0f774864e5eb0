using System.Collections.Immutable;

namespace RpmTasks.Packaging.Service.Calendar;

/// <summary>
/// What a timer's OnCalendar= may say: weekdays, date, time and time zone, systemd.time(7). Refused as well is what systemd reads
/// only since 246, or in some time zones of the host; and whether the host has a time zone is not known here.
/// </summary>
internal static class CalendarExpression
{
    private static readonly ImmutableHashSet<string> Shorthands = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        // The misspelt one is systemd's own, kept there for those who copied it.
        "minutely", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly", "annually", "anually",
        "semiannually", "semi-annually", "biannually", "bi-annually");

    /// <summary>What is wrong, as a phrase for a sentence; null when systemd accepts it.</summary>
    public static string? FindFault(string text)
    {
        try
        {
            Read(text);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    private static void Read(string text)
    {
        if (text.Length == 0)
            throw new FormatException("it is empty");
        foreach (var letter in text.Where(letter => letter is < ' ' or > '~'))
            throw new FormatException($"the character U+{(int)letter:X4} has no meaning there");
        if (text[0] == ' ')
            throw new FormatException("a space stands first");

        var local = CalendarZone.Strip(text);
        if (Shorthands.Contains(local))
            return;

        var cursor = new CalendarCursor(local);
        CalendarWeekdays.Read(cursor);
        if (cursor.Take('@'))
            CalendarDate.ReadUnixTime(cursor);
        else if (!cursor.AtEnd)
            CalendarDate.ReadWithTime(cursor);
        if (!cursor.AtEnd)
            throw cursor.Unexpected();
    }
}
