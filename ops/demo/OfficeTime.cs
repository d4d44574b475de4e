namespace Monitor.Demo;

/// <summary>
/// Vietnamese office time, roughly: Monday to Friday, 07:30 to 17:30, UTC+7 all year, without holidays. Good enough to draw from; the monitor
/// counts with the real calendar.
/// </summary>
internal static class OfficeTime
{
    private static readonly TimeSpan _offset = TimeSpan.FromHours(7);
    private static readonly TimeSpan _opening = TimeSpan.FromHours(7.5);
    private static readonly TimeSpan _closing = TimeSpan.FromHours(17.5);

    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(_offset);

    public static bool IsOpen(DateTimeOffset instant) =>
        Local(instant) is var local && !IsWeekend(local) && local.TimeOfDay >= _opening && local.TimeOfDay < _closing;

    /// <summary>The same instant, or when it is closed a moment of the next morning's work.</summary>
    public static DateTimeOffset Inside(DateTimeOffset instant, Chance chance)
    {
        if (IsOpen(instant))
            return instant;
        var local = Local(instant);
        var day = local.TimeOfDay < _opening ? local.Date : local.Date.AddDays(1);
        while (IsWeekend(new DateTimeOffset(day, _offset)))
            day = day.AddDays(1);
        return new DateTimeOffset(day, _offset) + _opening + chance.Spread(TimeSpan.FromMinutes(1), TimeSpan.FromHours(4));
    }

    /// <summary>About where a deadline of so many working hours (eight a day) falls.</summary>
    public static DateTimeOffset After(DateTimeOffset start, double hours)
    {
        var due = start;
        for (var days = (int)(hours / 8); days > 0; days--)
        {
            do
                due = due.AddDays(1);
            while (IsWeekend(Local(due)));
        }
        due += TimeSpan.FromHours(hours % 8);
        return IsOpen(due) ? due : Inside(due, new Chance(0));
    }

    private static bool IsWeekend(DateTimeOffset local) => local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
