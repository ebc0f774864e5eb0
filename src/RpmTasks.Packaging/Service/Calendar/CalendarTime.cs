namespace RpmTasks.Packaging.Service.Calendar;

/// <summary>The time: hour:minute or hour:minute:second.</summary>
internal static class CalendarTime
{
    public static void Read(CalendarCursor cursor)
    {
        CalendarField.Hour.Check(CalendarComponent.ReadList(cursor, seconds: false));
        if (!cursor.Take(':'))
            throw cursor.Unexpected();
        CalendarField.Minute.Check(CalendarComponent.ReadList(cursor, seconds: false));
        if (cursor.Take(':'))
            CalendarField.Second.Check(CalendarComponent.ReadList(cursor, seconds: true));
    }
}
