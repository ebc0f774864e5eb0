using System.Collections.Immutable;
using System.Globalization;

namespace RpmTasks.Packaging.Service.Calendar;

/// <summary>A part of a date or time, and the values that it may have.</summary>
internal sealed record CalendarField(string Name, int First, int Last)
{
    public static CalendarField Year { get; } = new("year", 1970, 2199);

    public static CalendarField Month { get; } = new("month", 1, 12);

    public static CalendarField Day { get; } = new("day", 1, 31);

    /// <summary>Counted from the end of the month, so only as many as each month has.</summary>
    public static CalendarField DayFromEnd { get; } = new("day from the end of the month", 1, 28);

    public static CalendarField Hour { get; } = new("hour", 0, 23);

    public static CalendarField Minute { get; } = new("minute", 0, 59);

    public static CalendarField Second { get; } = new("second", 0, 59_999_999);

    public void Check(ImmutableArray<CalendarComponent> list)
    {
        ImmutableArray<CalendarComponent> full = this == Year ? [.. list.Select(component => component.Map(FullYear))] : list;
        foreach (var component in full)
            CheckRange(component);
        if (this == DayFromEnd)
            CheckFromEnd(full);
        else
            foreach (var component in full)
                CheckBounds(component);
    }

    // systemd lowers the bound by three days for each entry of the list, in their order, instead of once for all of them.
    private void CheckFromEnd(ImmutableArray<CalendarComponent> list)
    {
        var field = this;
        foreach (var component in list.Select(component => component.UpToLastStep()).Distinct().Order())
        {
            field.CheckBounds(component);
            field = field with { Last = field.Last - 3 };
        }
    }

    private void CheckRange(CalendarComponent component)
    {
        if (component.Stop < component.Start)
            throw new FormatException($"the range of the {Name} ends before it begins");
        // systemd reads it since 246.
        if (component.Stop < component.Start + (long?)component.Step)
            throw new FormatException($"the range of the {Name} does not reach a second value");
    }

    private void CheckBounds(CalendarComponent component)
    {
        var (start, stop, step) = component.UpToLastStep();
        var next = Name == DayFromEnd.Name ? start - step : start + (long?)step;
        if (start < First || start > Last || stop < First || stop > Last)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"the {Name} is from {First} to {(Name == Second.Name ? "59.999999" : Last)} there"));
        if (stop is null && (next < First || next > Last))
            throw new FormatException($"the step does not lead to another {Name}");
    }

    // As systemd reads two digits.
    private static int FullYear(int year) => year switch
    {
        < 70 => year + 2000,
        < 100 => year + 1900,
        _ => year,
    };
}
